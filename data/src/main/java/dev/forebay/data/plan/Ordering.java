package dev.forebay.data.plan;

import dev.forebay.data.request.ApiRequest.Nulls;

/**
 * One column to sort by.
 *
 * @param column its name, which exists
 * @param descending whether the largest comes first
 * @param nulls where NULLs go; {@link Nulls#NATURAL} wherever the database puts them there anyway,
 *     so that an index can give the order
 */
public record Ordering(String column, boolean descending, Nulls nulls) {}
