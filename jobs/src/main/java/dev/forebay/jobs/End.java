package dev.forebay.jobs;

import dev.forebay.jobs.JobTable.Taken;
import dev.forebay.mysql.Session;
import java.util.function.Consumer;

/**
 * What is stored of an attempt that has ended.
 *
 * @param taken the job as it was claimed
 * @param store stores it; nothing where another node has taken the job meanwhile. May be run again
 *     where it is not known whether it was
 */
record End(Taken taken, Consumer<Session> store) {}
