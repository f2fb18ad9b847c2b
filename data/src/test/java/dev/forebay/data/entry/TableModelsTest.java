package dev.forebay.data.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.sql.Server;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableModelsTest {
  private final TableCache cached = new TableCache(true, Duration.ofHours(1), List.of(), false);
  private Schema schema = schema("int(11)");

  private final TableModels models =
      new TableModels(() -> schema, _ -> cached, new Cascades(() -> schema), Server.MARIADB);

  @Test
  void model_whileItsTableIsAsItWas_isKept() {
    TableModel before = models.of(table("kept"));
    schema = schema("bigint(20)");
    TableModel after = models.of(table("kept"));
    assertThat(after).isSameAs(before).isSameAs(models.of(table("kept")));
  }

  @Test
  void model_ofATableThatHasChanged_isMadeAnew() {
    TableModel before = models.of(table("changed"));
    schema = schema("bigint(20)");
    assertThat(models.of(table("changed"))).isNotSameAs(before);
  }

  private Table table(String name) {
    return schema.table(name).orElseThrow();
  }

  private static Schema schema(String type) {
    Map<String, Table> tables = new HashMap<>();
    tables.put("kept", table("kept", "int(11)"));
    tables.put("changed", table("changed", type));
    return new Schema("shop", 1, tables);
  }

  private static Table table(String name, String type) {
    Column id = Column.of("id", type);
    return new Table(name, false, List.of(id), List.of("id"), List.of(), List.of(), List.of());
  }
}
