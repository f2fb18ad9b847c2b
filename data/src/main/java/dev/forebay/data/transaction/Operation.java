package dev.forebay.data.transaction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One write of a transaction, as the client gives it.
 *
 * @param name by which others refer to it: its own, or its number from 0
 * @param method POST, PUT, PATCH or DELETE
 * @param path the table, and the query behind a question mark
 * @param body the rows, in which values may be references; null for none
 * @param prefer its Prefer header, or empty
 */
record Operation(String name, String method, String path, @Nullable JsonNode body, String prefer) {

  /** How errors name it. */
  String label() {
    return "operation %s, %s %s".formatted(name, method, path);
  }
}
