package dev.forebay.apps.customers;

import dev.forebay.client.Json;
import dev.forebay.client.route.BodyFields;
import dev.forebay.client.route.RouteException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A customer as clients send one, checked: {@code {"name": …, "email": …, "phone": …}} becomes the
 * columns to write.
 */
final class CustomerBody {
  private static final int NAME_LENGTH = 100;
  private static final int EMAIL_LENGTH = 254;
  private static final int PHONE_LENGTH = 32;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

  private final BodyFields fields;

  private CustomerBody(JsonNode body) {
    this.fields = BodyFields.of(body, "", "name", "email", "phone");
  }

  /** The columns of a new customer: name and email must be there. */
  static ObjectNode forCreate(JsonNode body) {
    CustomerBody customer = new CustomerBody(body);
    ObjectNode columns = Json.object();
    columns.put("name", customer.name()).put("email", customer.email());
    customer.phone().ifPresent(phone -> columns.put("phone", phone));
    return columns;
  }

  /** The columns to change: those that were sent, at least one. A phone of null removes it. */
  static ObjectNode forUpdate(JsonNode body) {
    CustomerBody customer = new CustomerBody(body);
    ObjectNode columns = Json.object();
    if (customer.fields.has("name")) {
      columns.put("name", customer.name());
    }
    if (customer.fields.has("email")) {
      columns.put("email", customer.email());
    }
    if (customer.fields.has("phone")) {
      columns.put("phone", customer.phone().orElse(null));
    }
    if (columns.isEmpty()) {
      throw RouteException.badRequest("nothing to update; send name, email or phone");
    }
    return columns;
  }

  private String name() {
    return fields.text("name", NAME_LENGTH);
  }

  private String email() {
    String email = fields.text("email", EMAIL_LENGTH);
    if (!EMAIL.matcher(email).matches()) {
      throw fields.wrong("email", "must be an address such as name@example.com");
    }
    return email;
  }

  private Optional<String> phone() {
    return fields.optionalText("phone", PHONE_LENGTH);
  }
}
