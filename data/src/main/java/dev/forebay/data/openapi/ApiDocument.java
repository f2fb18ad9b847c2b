package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Routine;
import dev.forebay.mysql.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of everything that the data API serves to a client. Says the same of the same schema
 * on every node, so that they give one tag.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
final class ApiDocument {
  /** For what does not grow with the tables. */
  private static final int ROOM = 1 << 13;

  private static final String ABOUT =
      """
      Tables, views and stored routines in PostgREST's grammar. Send a key as `apikey` or as a bearer \
      token. Column filters are `column=operator.value`; `select` names columns and embeds related \
      rows: `select=id,related(name)`. DECIMAL and BIGINT keep all their digits.\
      """;

  private final Schema schema;
  private final Access access;
  private final List<DescribedTable> tables;

  private ApiDocument(Schema schema, Access access, boolean aggregates) {
    this.schema = schema;
    this.access = access;
    this.tables = DescribedTables.of(schema, access, aggregates);
  }

  /**
   * The document in UTF-8.
   *
   * @param server the API's URL as seen from the document's
   * @param aggregates whether they are allowed
   * @param kept what is known already
   */
  static byte[] of(
      Schema schema, Access access, String server, boolean aggregates, TableFragments kept) {
    return new ApiDocument(schema, access, aggregates).whole(server, kept);
  }

  private byte[] whole(String server, TableFragments kept) {
    List<Fragment> fragments = new ArrayList<>();
    fragments.add(first());
    tables.forEach(table -> fragments.add(kept.of(table)));
    fragments.add(last());
    int length = fragments.stream().mapToInt(Fragment::length).sum();
    JsonBuffer out = new JsonBuffer(length + ROOM);
    write("{\"openapi\":\"3.1.1\",\"info\":" + info(), out);
    write(",\"servers\":" + JsonNodes.array(JsonNodes.object().put("url", server)), out);
    write(",\"security\":" + security() + ",\"tags\":[", out);
    Fragment.write(fragments, Fragment::tags, out);
    write("],\"paths\":{", out);
    Fragment.write(fragments, Fragment::paths, out);
    write("},\"components\":{\"schemas\":{", out);
    Fragment.write(fragments, Fragment::schemas, out);
    write("},\"parameters\":{", out);
    Fragment.write(fragments, Fragment::parameters, out);
    write("},\"headers\":" + SharedParts.headers() + ",\"responses\":{", out);
    Fragment.write(fragments, Fragment::responses, out);
    write("},\"securitySchemes\":" + securitySchemes() + "}}", out);
    return out.toByteArray();
  }

  private static void write(String json, JsonBuffer out) {
    out.put(json.getBytes(StandardCharsets.UTF_8));
  }

  private Fragment first() {
    Draft draft = new Draft();
    draft.paths.set("/", JsonNodes.object("get", itself().json()));
    return Fragment.of(draft);
  }

  private Fragment last() {
    Draft draft = new Draft();
    new TransactionPath(tables).addTo(draft);
    List<Routine> routines = routines();
    if (!routines.isEmpty()) {
      draft.tag("rpc", "Stored routines");
    }
    routines.forEach(routine -> new RoutinePath(routine).addTo(draft));
    SharedParts.addTo(draft.parameters);
    SuccessResponses.addTo(draft.responses);
    ErrorResponses.addTo(draft);
    if (hasGeometries()) {
      GeoJsonSchemas.addTo(draft.schemas);
    }
    return Fragment.of(draft);
  }

  private OperationDraft itself() {
    ObjectNode document = JsonNodes.object().put("description", "This document");
    document.set(
        "content", OperationDraft.content("application/openapi+json", JsonNodes.type("object")));
    return new OperationDraft("document", "document", "This document")
        .answer("200", document)
        .answer("304", JsonNodes.object().put("description", "It is as it was: `If-None-Match`"))
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
    return JsonNodes.object()
        .put("title", schema.database())
        .put("version", "1")
        .put("description", ABOUT);
  }

  private static JsonNode security() {
    return JsonNodes.array(
        JsonNodes.object("apikey", JsonNodes.array()),
        JsonNodes.object("bearer", JsonNodes.array()));
  }

  private static JsonNode securitySchemes() {
    ObjectNode key =
        JsonNodes.object().put("type", "apiKey").put("in", "header").put("name", "apikey");
    ObjectNode bearer = JsonNodes.object().put("type", "http").put("scheme", "bearer");
    return JsonNodes.object("apikey", key).set("bearer", bearer);
  }

  private boolean hasGeometries() {
    return tables.stream()
            .flatMap(described -> described.table().columns().stream())
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
