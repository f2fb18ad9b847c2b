package dev.forebay.jobs.kind;

/**
 * One attempt at a job. The array is not copied: handlers do not write to it.
 *
 * @param id names the job in logs and to its handler; all attempts at one job have the same
 * @param payload what is to be done
 */
@SuppressWarnings("ArrayRecordComponent")
public record JobAttempt(String id, byte[] payload) {}
