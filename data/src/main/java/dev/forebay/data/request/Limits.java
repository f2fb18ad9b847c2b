package dev.forebay.data.request;

/**
 * How much one request may ask for.
 *
 * @param filters how many filters, those on embeds and within groups included
 * @param embedDepth how deep embeds may be nested
 */
public record Limits(int filters, int embedDepth) {}
