package dev.forebay.apps.billing;

import dev.forebay.client.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An invoice as routes show it: without the columns that only tell files apart. */
final class PublicInvoice {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "customer_id",
          "amount",
          "status",
          "due_date",
          "created_at",
          "source_bucket",
          "source_key");

  private PublicInvoice() {}

  static ObjectNode of(ObjectNode row) {
    ObjectNode invoice = Json.object();
    COLUMNS.forEach(column -> invoice.set(column, row.get(column)));
    return invoice;
  }
}
