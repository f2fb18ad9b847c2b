package dev.forebay.data.openapi;

import dev.forebay.data.json.Json;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Routine;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of everything that the data API serves to a client. Says the same of the same schema
 * on every node, so that they give one tag.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
final class ApiDocument {
  private static final String ABOUT =
      """
      Tables, views and stored routines in PostgREST's grammar. Send a key as `apikey` or as a bearer \
      token. Column filters are `column=operator.value`; `select` names columns and embeds related \
      rows: `select=id,related(name)`. DECIMAL and BIGINT keep all their digits.\
      """;

  private final Schema schema;
  private final Access access;
  private final boolean aggregates;
  private final List<Table> tables;
  private final Examples examples;
  private final Draft draft = new Draft();

  private ApiDocument(Schema schema, Access access, boolean aggregates) {
    this.schema = schema;
    this.access = access;
    this.aggregates = aggregates;
    this.tables =
        schema.tables().values().stream()
            .filter(table -> access.shows(table.name()))
            .map(access::shown)
            .filter(table -> !table.columns().isEmpty())
            .sorted(Comparator.comparing(Table::name))
            .toList();
    Map<String, Table> byName =
        tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    this.examples = new Examples(byName);
  }

  /**
   * The document.
   *
   * @param server the API's URL as seen from the document's
   * @param aggregates whether they are allowed
   */
  static ObjectNode of(Schema schema, Access access, String server, boolean aggregates) {
    return new ApiDocument(schema, access, aggregates).whole(server);
  }

  private ObjectNode whole(String server) {
    draft.paths.set("/", Json.object("get", itself().json()));
    for (Table table : tables) {
      Selects selects = new Selects(table, tables, aggregates);
      new TablePath(table, access, examples, selects).addTo(draft);
    }
    new TransactionPath(tables.stream(), access, examples).addTo(draft);
    List<Routine> routines = routines();
    if (!routines.isEmpty()) {
      draft.tag("rpc", "Stored routines");
    }
    routines.forEach(routine -> new RoutinePath(routine).addTo(draft));
    ObjectNode document = Json.object().put("openapi", "3.1.1");
    document.set("info", info());
    document.set("servers", Json.array(Json.object().put("url", server)));
    document.set("security", security());
    document.set("tags", draft.tags);
    document.set("paths", draft.paths);
    return document.set("components", components());
  }

  private Operation itself() {
    ObjectNode document = Json.object().put("description", "This document");
    document.set("content", Operation.content("application/openapi+json", Json.type("object")));
    return new Operation("document", "document", "This document")
        .answer("200", document)
        .answer("304", Json.object().put("description", "It is as it was: `If-None-Match`"))
        .errors(List.of(401, 503));
  }

  /** Those that can be called: of the others it cannot be told what they change. */
  private List<Routine> routines() {
    return schema.routines().values().stream()
        .filter(routine -> access.routines() && !routine.opaque())
        .sorted(Comparator.comparing(Routine::name))
        .toList();
  }

  private ObjectNode info() {
    return Json.object()
        .put("title", schema.database())
        .put("version", "1")
        .put("description", ABOUT);
  }

  private static JsonNode security() {
    return Json.array(Json.object("apikey", Json.array()), Json.object("bearer", Json.array()));
  }

  private ObjectNode components() {
    SharedParts.addTo(draft.parameters);
    Answers.addTo(draft.responses);
    ErrorResponses.addTo(draft);
    if (hasGeometries()) {
      GeoJsonSchemas.addTo(draft.schemas);
    }
    ObjectNode components = Json.object("schemas", draft.schemas);
    components.set("parameters", draft.parameters);
    components.set("headers", SharedParts.headers());
    components.set("responses", draft.responses);
    ObjectNode key = Json.object().put("type", "apiKey").put("in", "header").put("name", "apikey");
    ObjectNode bearer = Json.object().put("type", "http").put("scheme", "bearer");
    return components.set("securitySchemes", Json.object("apikey", key).set("bearer", bearer));
  }

  private boolean hasGeometries() {
    return tables.stream()
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> column.type() instanceof ColumnType.Geometry)
        || routines().stream().anyMatch(ApiDocument::takesGeometries);
  }

  private static boolean takesGeometries(Routine routine) {
    boolean returned =
        routine.returns() != null && routine.returns().type() instanceof ColumnType.Geometry;
    return returned
        || routine.parameters().stream()
            .anyMatch(p -> p.column().type() instanceof ColumnType.Geometry);
  }
}
