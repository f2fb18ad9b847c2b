/**
 * Configuration files as records: read from YAML with errors that name file, line and key, and
 * described as a JSON Schema that is generated from the same records.
 */
@NullMarked
package dev.forebay.base.config;

import org.jspecify.annotations.NullMarked;
