package dev.forebay.data.value;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A geometry in GeoJSON (RFC 7946), which SQL makes of it. Not compared. */
record GeometryValues(ColumnType.Geometry type) implements ValueType {
  private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[1.5,-2]}";
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "LineString", "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}",
          "Polygon", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,0]]]}",
          "MultiPoint", "{\"type\":\"MultiPoint\",\"coordinates\":[[0,0],[1,1]]}",
          "MultiLineString", "{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]]]}",
          "MultiPolygon",
              "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[4,0],[4,4],[0,0]]]]}",
          "GeometryCollection", "{\"type\":\"GeometryCollection\",\"geometries\":[" + POINT + "]}");

  @Override
  public String expected() {
    return "a geometry of two dimensions in GeoJSON";
  }

  @Override
  public @Nullable Object read(String text) {
    return GeoJson.toStored(text, type.srid());
  }

  @Override
  public void write(Row row, int index, JsonBuffer out) {
    Literals.json(row.bytes(index), out);
  }

  @Override
  public boolean isNamed() {
    return false;
  }

  @Override
  public boolean isCompared() {
    return false;
  }

  @Override
  public int compare(Object value, Object other) {
    throw new IllegalArgumentException("Geometries are not compared");
  }

  @Override
  public JsonNode example(Column column) {
    return JsonNodes.MAPPER.readTree(EXAMPLES.getOrDefault(GeoJson.type(type.kind()), POINT));
  }

  @Override
  public ObjectNode schema() {
    return JsonNodes.object()
        .put("$ref", "#/components/schemas/" + GeoJson.schemaName(type.kind()));
  }
}
