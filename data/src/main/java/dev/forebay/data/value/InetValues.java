package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** INET4 and INET6: an address in any of its spellings. */
record InetValues(ColumnType.Inet type) implements ValueType {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  @Override
  public String expected() {
    return "an IP address";
  }

  /** Java makes four bytes of an address of the sixteen that holds one of the fourth version. */
  @Override
  public @Nullable Object read(String text) {
    if (!(type.v6() ? V6 : V4).matcher(text).matches()) {
      return null;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return type.v6() && !(address instanceof Inet6Address)
          ? "::ffff:" + address.getHostAddress()
          : address.getHostAddress();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.quoted(row.string(index), out);
  }

  @Override
  public Comparability comparability(Object value) {
    return Comparability.EQUALITY;
  }

  @Override
  public int compare(Object value, Object other) {
    return value.toString().compareTo(other.toString());
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodeFactory.instance.stringNode(type.v6() ? "2001:db8::1" : "192.0.2.1");
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.type("string").put("format", type.v6() ? "ipv6" : "ipv4");
  }
}
