package dev.forebay.data.openapi;

import dev.forebay.data.json.Json;
import java.util.Arrays;
import java.util.stream.Collectors;
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
    return Arrays.stream(parts).map(Refs::escaped).collect(Collectors.joining("."));
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
    return Json.object().put("$ref", "#/components/" + kind + "/" + name);
  }

  private static String escaped(String part) {
    StringBuilder name = new StringBuilder(part.length());
    part.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  (c >= 'a' && c <= 'z')
                      || (c >= 'A' && c <= 'Z')
                      || (c >= '0' && c <= '9')
                      || c == '_';
              if (plain) {
                name.appendCodePoint(c);
              } else {
                name.append('-').append(Integer.toHexString(c)).append('-');
              }
            });
    return name.toString();
  }
}
