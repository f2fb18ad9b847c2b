package dev.forebay.apps.billing;

import tools.jackson.databind.node.ObjectNode;

/**
 * Whom an invoice is for.
 *
 * @param name as it is printed
 * @param email where the invoice goes
 */
record Customer(String name, String email) {
  static Customer of(ObjectNode row) {
    return new Customer(row.get("name").asString(), row.get("email").asString());
  }
}
