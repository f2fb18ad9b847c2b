/**
 * The OpenAPI document of the data API: {@link dev.forebay.mysql.schema.Schema} and what a client
 * may do, to a document. Pure.
 */
@NullMarked
package dev.forebay.data.openapi;

import org.jspecify.annotations.NullMarked;
