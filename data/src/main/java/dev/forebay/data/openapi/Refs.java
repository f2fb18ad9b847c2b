package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names of components, and references to them. A name has only letters, digits, {@code .}, {@code
 * -} and {@code _}, so what else is in a table's name is written as its code: {@code order lines}
 * is {@code order-20-lines}. No two tables get one name, because {@code -} and {@code .} are
 * written so, too.
 */
final class Refs {
  private Refs() {}

  /** The component's name that these parts make: {@code rowFilter.orders.id}. */
  static String name(String... parts) {
    StringBuilder name = new StringBuilder(32);
    for (String part : parts) {
      if (!name.isEmpty()) {
        name.append('.');
      }
      append(part, name);
    }
    return name.toString();
  }

  static ObjectNode schema(String name) {
    return to("schemas", name);
  }

  static ObjectNode parameter(String name) {
    return to("parameters", name);
  }

  static ObjectNode response(String name) {
    return to("responses", name);
  }

  static ObjectNode header(String name) {
    return to("headers", name);
  }

  private static ObjectNode to(String kind, String name) {
    return JsonNodes.object().put("$ref", "#/components/" + kind + "/" + name);
  }

  private static void append(String part, StringBuilder name) {
    for (int at = 0; at < part.length(); at += Character.charCount(part.codePointAt(at))) {
      int c = part.codePointAt(at);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (plain) {
        name.append((char) c);
      } else {
        name.append('-').append(Integer.toHexString(c)).append('-');
      }
    }
  }
}
