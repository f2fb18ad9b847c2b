package dev.forebay.jobs.kind;

import org.jspecify.annotations.Nullable;

/**
 * How far an attempt is.
 *
 * @param done how many units are done
 * @param total how many there are; null where that is not known
 * @param note what the units are, or what is just done; 255 characters are kept
 */
public record JobProgress(long done, @Nullable Long total, @Nullable String note) {}
