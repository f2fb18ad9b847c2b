package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.data.value.GeoJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of geometries in GeoJSON (RFC 7946), of two dimensions. */
final class GeoJsonSchemas {
  private static final String PREFIX = "geojson.";

  private GeoJsonSchemas() {}

  /** All of them, by name. */
  static void addTo(ObjectNode schemas) {
    ObjectNode position =
        JsonNodes.arrayOf(JsonNodes.type("number")).put("minItems", 2).put("maxItems", 2);
    ObjectNode line = atLeast(2, position);
    ObjectNode rings = atLeast(1, atLeast(4, position));
    add(schemas, "Point", "coordinates", position);
    add(schemas, "LineString", "coordinates", line);
    add(schemas, "Polygon", "coordinates", rings);
    add(schemas, "MultiPoint", "coordinates", atLeast(1, position));
    add(schemas, "MultiLineString", "coordinates", atLeast(1, line));
    add(schemas, "MultiPolygon", "coordinates", atLeast(1, rings));
    ObjectNode any = Refs.schema(PREFIX + "Geometry");
    add(schemas, "GeometryCollection", "geometries", JsonNodes.arrayOf(any));
    ArrayNode each = JsonNodes.array();
    GeoJson.types().stream().sorted().forEach(type -> each.add(Refs.schema(PREFIX + type)));
    schemas.set(PREFIX + "Geometry", JsonNodes.object("oneOf", each));
  }

  private static void add(ObjectNode schemas, String type, String key, ObjectNode value) {
    ObjectNode properties =
        JsonNodes.object("type", JsonNodes.object().put("const", type)).set(key, value);
    ObjectNode schema = JsonNodes.type("object");
    schema.set("required", JsonNodes.array().add("type").add(key));
    schemas.set(PREFIX + type, schema.set("properties", properties));
  }

  private static ObjectNode atLeast(int fewest, ObjectNode items) {
    return JsonNodes.arrayOf(items.deepCopy()).put("minItems", fewest);
  }
}
