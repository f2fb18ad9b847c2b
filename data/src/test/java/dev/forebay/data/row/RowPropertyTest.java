package dev.forebay.data.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RowPropertyTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Property
  void text_ofAnyKind_isReadAsItWas(@ForAll("texts") String text) {
    byte[] json = new JsonBuffer(1).putString(utf8(text)).toByteArray();
    assertThat(JSON.readTree(json).asString()).isEqualTo(text);
  }

  @Property
  void projection_ofAnyRows_takesTheSelectedValues(
      @ForAll("values") @Size(min = 3, max = 12) List<String> values,
      @ForAll("columns") List<Integer> selected) {
    List<String> whole = values.subList(0, values.size() / 3 * 3);
    JsonRows rows = projection(selected).of(rows(whole));
    JsonNode array = JSON.readTree(rows.array());
    assertThat(array).hasSize(whole.size() / 3);
    for (int row = 0; row < array.size(); row++) {
      for (int i = 0; i < selected.size(); i++) {
        assertThat(array.get(row).get("s" + i))
            .isEqualTo(JSON.readTree(whole.get(row * 3 + selected.get(i))));
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().filter(text -> !text.matches("(?s).*[\\ud800-\\udfff].*"));
  }

  @Provide
  Arbitrary<List<String>> values() {
    Arbitrary<String> strings =
        texts()
            .map(
                text ->
                    new String(
                        new JsonBuffer(1).putString(utf8(text)).toByteArray(),
                        StandardCharsets.UTF_8));
    Arbitrary<String> literals =
        Arbitraries.of(
            "null", "true", "-1.50", "{\"}\": [\"]\", {\"a\":\"\\\\\"}]}", "[]", "[1 , {}]");
    return Arbitraries.oneOf(strings, literals).list().ofMinSize(3).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Integer>> columns() {
    return Arbitraries.integers().between(0, 2).list().ofMinSize(1).ofMaxSize(4);
  }

  private static RowProjection projection(List<Integer> selected) {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("a", "b\"", "c")) {
      columns.add(new Column(name, ColumnType.of("text", null), "text", true, false, false, true));
    }
    List<Field> fields = new ArrayList<>();
    selected.forEach(i -> fields.add(new Field(columns.get(i), "s" + fields.size())));
    Table table = new Table("t", false, columns, List.of(), List.of(), List.of(), List.of());
    return new RowProjection(table, new Projection(fields, false));
  }

  private static JsonRows rows(List<String> values) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i += 3) {
      rows.add(
          "{\"a\":%s,\"b\\\"\":%s,\"c\":%s}"
              .formatted(values.get(i), values.get(i + 1), values.get(i + 2)));
    }
    return new JsonRows(utf8("--" + String.join(",", rows)), 2, rows.size());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
