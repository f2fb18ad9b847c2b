package dev.forebay.data.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.auth.Policy.Action;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Routine;
import dev.forebay.mysql.schema.Routine.Mode;
import dev.forebay.mysql.schema.Routine.Parameter;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDocumentTest {
  private static final Table CUSTOMERS =
      new Table(
          "customers",
          false,
          List.of(
              new Column("id", ColumnType.of("int(11)", null), "int(11)", false, true, false, true),
              new Column(
                  "name",
                  ColumnType.of("varchar(40)", "utf8mb4_bin"),
                  "varchar(40)",
                  false,
                  false,
                  false,
                  false,
                  null,
                  "Whom to bill",
                  false)),
          List.of("id"),
          List.of(),
          List.of(),
          List.of(),
          dev.forebay.mysql.schema.WriteRules.NONE,
          "Who buys");
  private static final Table INVOICES =
      new Table(
          "invoices",
          false,
          List.of(
              new Column(
                  "customer",
                  ColumnType.of("int(11)", null),
                  "int(11)",
                  false,
                  false,
                  false,
                  false),
              new Column(
                  "status",
                  ColumnType.of("enum('pending','paid')", null),
                  "enum('pending','paid')",
                  true,
                  false,
                  false,
                  true,
                  "paid",
                  "",
                  false)),
          List.of(),
          List.of(),
          List.of(
              new ForeignKey(
                  "k", List.of("customer"), "customers", List.of("id"), "RESTRICT", "RESTRICT")),
          List.of());
  private static final Table NAMES =
      new Table("names", true, CUSTOMERS.columns(), List.of(), List.of(), List.of(), List.of());
  private static final Routine TWICE =
      new Routine(
          "twice",
          Column.of("twice", "bigint(20)"),
          List.of(new Parameter(Mode.IN, Column.of("n", "bigint(20)"))),
          true,
          Set.of(),
          false,
          "Two of it");
  private static final Schema SCHEMA =
      new Schema(
          "shop",
          1,
          Map.of("customers", CUSTOMERS, "invoices", INVOICES, "names", NAMES),
          Map.of("twice", TWICE),
          Map.of());
  private static final Set<Action> ALL = EnumSet.allOf(Action.class);

  @Test
  void document_ofASmallSchema_isThis() throws IOException {
    Access access = new Access(Map.of("customers", ALL, "names", ALL), Map.of(), true);

    String document = document(SCHEMA, access, new TableFragments()).toPrettyString();

    assertThat(document)
        .isEqualToNormalizingNewlines(
            Files.readString(Path.of("src/test/resources/openapi/shop.json")).strip());
  }

  @Test
  void operations_areThoseThatAreAllowed() {
    Access access =
        new Access(
            Map.of(
                "customers", EnumSet.of(Action.READ, Action.INSERT),
                "invoices", EnumSet.of(Action.INSERT, Action.UPDATE)),
            Map.of(),
            false);

    JsonNode paths = document(SCHEMA, access, new TableFragments()).get("paths");

    assertThat(paths.propertyNames())
        .containsExactlyInAnyOrder("/", "/customers", "/invoices", "/transaction");
    assertThat(paths.get("/customers").propertyNames())
        .containsExactlyInAnyOrder("get", "head", "post");
    assertThat(paths.get("/invoices").propertyNames()).containsExactlyInAnyOrder("post", "patch");
  }

  @Test
  void foreignKey_toATableThatIsNotShown_isNotTold() {
    assertThat(customerOf(new Access(Map.of("invoices", ALL), Map.of(), true)))
        .isEqualTo("`int(11)`");
    assertThat(customerOf(new Access(Map.of("invoices", ALL, "customers", ALL), Map.of(), true)))
        .isEqualTo(
            "`int(11)`\n\nNote:\nThis is a Foreign Key to `customers.id`."
                + "<fk table='customers' column='id'/>");
  }

  @Test
  void column_thatIsHidden_isNowhere() {
    Access access =
        new Access(
            Map.of("customers", EnumSet.of(Action.READ)),
            Map.of("customers", List.of("name")),
            false);

    JsonNode document = document(SCHEMA, access, new TableFragments());

    assertThat(document.at("/components/schemas/customers/properties").propertyNames())
        .containsExactly("name");
    assertThat(document.get("components").get("parameters").propertyNames())
        .contains("rowFilter.customers.name")
        .doesNotContain("rowFilter.customers.id", "key.customers.id");
  }

  @Test
  void document_afterDdl_isWhatItWouldBeAnew() {
    Access access = new Access(Map.of("customers", ALL, "invoices", ALL), Map.of(), true);
    TableFragments kept = new TableFragments();
    document(SCHEMA, access, kept);
    Table renamed =
        new Table("customers", false, NAMES.columns(), List.of(), List.of(), List.of(), List.of());
    for (Map<String, Table> tables :
        List.of(
            Map.of("customers", renamed, "invoices", INVOICES),
            Map.of("invoices", INVOICES),
            Map.of("customers", CUSTOMERS, "invoices", INVOICES))) {
      Schema changed = new Schema("shop", 2, tables);
      kept.age();
      assertThat(document(changed, access, kept))
          .isEqualTo(document(changed, access, new TableFragments()));
    }
  }

  private static JsonNode document(Schema schema, Access access, TableFragments kept) {
    return JsonMapper.shared().readTree(ApiDocument.of(schema, access, ".", false, kept));
  }

  private static String customerOf(Access access) {
    return document(SCHEMA, access, new TableFragments())
        .at("/components/schemas/invoices/properties/customer/description")
        .stringValue();
  }
}
