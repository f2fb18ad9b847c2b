package dev.forebay.server.config;

import dev.forebay.base.config.Doc;
import dev.forebay.data.TableCacheSettings;

/** One entry of the section {@code tables}. */
@Doc("What is particular to one table.")
public record TableConfig(TableCacheSettings cache) {}
