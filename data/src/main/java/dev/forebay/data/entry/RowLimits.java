package dev.forebay.data.entry;

/**
 * How many rows at most.
 *
 * @param rows one answer has
 * @param embeddedRows one answer embeds in all
 * @param writtenRows one write changes or deletes
 */
public record RowLimits(long rows, int embeddedRows, int writtenRows) {}
