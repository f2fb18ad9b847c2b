package dev.forebay.apps.customers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.ForebayClientException;
import dev.forebay.client.Rows;
import dev.forebay.client.TableQuery;
import dev.forebay.client.route.RouteException;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code customers}. A customer that is not there is 404, a used email 409. */
final class Customers {
  private static final String UNIQUE_VIOLATION = "FB402";

  private final TableQuery table;

  private Customers(TableQuery table) {
    this.table = table;
  }

  static Customers of(Context context) {
    return new Customers(ForebayClient.from(context).table("customers"));
  }

  /** The id of the customer that was inserted. */
  long create(ObjectNode columns) {
    return one(withFreeEmail(() -> table.insert(columns))).get("id").longValue();
  }

  ObjectNode read(long id) {
    return one(table.eq("id", id).get());
  }

  void update(long id, ObjectNode columns) {
    one(withFreeEmail(() -> table.eq("id", id).update(columns)));
  }

  void delete(long id) {
    one(table.eq("id", id).delete());
  }

  private static ObjectNode one(Rows rows) {
    return rows.first().orElseThrow(RouteException::notFound);
  }

  private static Rows withFreeEmail(Supplier<Rows> write) {
    try {
      return write.get();
    } catch (ForebayClientException e) {
      if (UNIQUE_VIOLATION.equals(e.code())) {
        throw RouteException.conflict("email is already used");
      }
      throw e;
    }
  }
}
