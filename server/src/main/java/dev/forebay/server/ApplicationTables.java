package dev.forebay.server;

import dev.forebay.cache.Cache;
import dev.forebay.data.execute.Tables;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.server.changes.DirectWrites;

/**
 * The application's tables, and what is kept of their rows.
 *
 * @param schema what is known of them
 * @param tables as the data API sees them
 * @param cache what is kept of their rows
 * @param directWrites how the cache sees writes that bypass Forebay
 */
record ApplicationTables(
    SchemaSource schema, Tables tables, Cache cache, DirectWrites directWrites) {}
