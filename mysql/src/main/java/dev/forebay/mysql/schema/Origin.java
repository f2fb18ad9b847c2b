package dev.forebay.mysql.schema;

/**
 * Where a view's column comes from, where it is a table's column as it is.
 *
 * @param place which of the tables that the view reads, told apart by their aliases: {@code o}, or
 *     {@code v.o} where it reads another view
 * @param table the base table
 * @param column its column
 */
public record Origin(String place, String table, String column) {}
