package dev.forebay.data.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a geometry in GeoJSON (RFC 7946) and writes it as the server stores it: the number of its
 * reference system in four bytes, lowest first, and then well-known binary, longitude first in
 * every system. Two dimensions; null for what is no geometry.
 */
public final class GeoJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> TYPES =
      List.of(
          "Point",
          "LineString",
          "Polygon",
          "MultiPoint",
          "MultiLineString",
          "MultiPolygon",
          "GeometryCollection");
  private static final int DEEPEST = 20;

  private static final int FIRST_ROOM = 128;

  private ByteBuffer out = ByteBuffer.allocate(FIRST_ROOM).order(ByteOrder.LITTLE_ENDIAN);

  private GeoJson() {}

  /** The types, as GeoJSON spells them. */
  public static List<String> types() {
    return TYPES;
  }

  /** The type for a declared one; {@code Geometry} for any. */
  public static String type(String declared) {
    String name = declared.equals("geomcollection") ? "geometrycollection" : declared;
    return TYPES.stream().filter(name::equalsIgnoreCase).findFirst().orElse("Geometry");
  }

  /** What the schema of a declared type is called. */
  public static String schemaName(String declared) {
    return "geojson." + type(declared);
  }

  static byte @Nullable [] toStored(String json, int srid) {
    try {
      GeoJson stored = new GeoJson();
      stored.room(Integer.BYTES).putInt(srid);
      stored.geometry(JSON.readTree(json), 0);
      return Arrays.copyOf(stored.out.array(), stored.out.position());
    } catch (NotGeometry | JacksonException _) {
      return null;
    }
  }

  /** The buffer, with room for that many bytes more. */
  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      out =
          ByteBuffer.wrap(Arrays.copyOf(out.array(), 2 * out.capacity()))
              .order(ByteOrder.LITTLE_ENDIAN)
              .position(out.position());
    }
    return out;
  }

  private void geometry(JsonNode node, int depth) {
    int type = TYPES.indexOf(text(node.get("type"))) + 1;
    require(type > 0 && depth < DEEPEST);
    header(type);
    switch (type) {
      case 1 -> point(node.get("coordinates"));
      case 2 -> points(node.get("coordinates"), 2);
      case 3 -> rings(node.get("coordinates"));
      case 7 -> {
        for (JsonNode part : counted(node.get("geometries"), 0)) {
          geometry(part, depth + 1);
        }
      }
      default -> many(type - 3, node.get("coordinates"));
    }
  }

  /** The parts of a multi-geometry are geometries of their own. */
  private void many(int type, @Nullable JsonNode coordinates) {
    for (JsonNode part : counted(coordinates, 1)) {
      header(type);
      switch (type) {
        case 1 -> point(part);
        case 2 -> points(part, 2);
        default -> rings(part);
      }
    }
  }

  private void rings(@Nullable JsonNode rings) {
    for (JsonNode ring : counted(rings, 1)) {
      points(ring, 4);
    }
  }

  private void points(@Nullable JsonNode points, int fewest) {
    for (JsonNode point : counted(points, fewest)) {
      point(point);
    }
  }

  private void point(@Nullable JsonNode point) {
    if (point == null || !point.isArray() || point.size() != 2) {
      throw new NotGeometry();
    }
    for (JsonNode coordinate : point) {
      require(coordinate.isNumber() && Double.isFinite(coordinate.doubleValue()));
      room(Double.BYTES).putDouble(coordinate.doubleValue());
    }
  }

  private void header(int type) {
    room(1 + Integer.BYTES).put((byte) 1).putInt(type);
  }

  private JsonNode counted(@Nullable JsonNode array, int fewest) {
    if (array == null || !array.isArray() || array.size() < fewest) {
      throw new NotGeometry();
    }
    room(Integer.BYTES).putInt(array.size());
    return array;
  }

  private static String text(@Nullable JsonNode node) {
    require(node != null && node.isString());
    return node == null ? "" : node.stringValue();
  }

  private static void require(boolean fine) {
    if (!fine) {
      throw new NotGeometry();
    }
  }

  /** Ends the reading of what is none. */
  private static final class NotGeometry extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotGeometry() {
      super(null, null, false, false);
    }
  }
}
