package dev.forebay.jobs.kind;

import java.util.function.Consumer;

/**
 * One attempt at a job. The array is not copied: handlers do not write to it.
 *
 * @param id names the job in logs and to its handler; all attempts at one job have the same
 * @param payload what is to be done
 * @param progress is told how far the attempt is: as often as one likes, since no more than the
 *     last of each second is stored
 */
@SuppressWarnings("ArrayRecordComponent")
public record JobAttempt(String id, byte[] payload, Consumer<JobProgress> progress) {}
