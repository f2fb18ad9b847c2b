package dev.forebay.data.plan;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a geometry in GeoJSON (RFC 7946) and writes it as the server stores it: the number of its
 * reference system in four bytes, lowest first, which is 0, and then well-known binary. Two
 * dimensions; null for what is no geometry.
 */
final class GeoJson {
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

  private final DataOutputStream out;

  private GeoJson(DataOutputStream out) {
    this.out = out;
  }

  static byte @Nullable [] toStored(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(0);
      new GeoJson(out).geometry(JSON.readTree(json), 0);
      return bytes.toByteArray();
    } catch (NotGeometry | JacksonException _) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void geometry(JsonNode node, int depth) throws IOException {
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
  private void many(int type, @Nullable JsonNode coordinates) throws IOException {
    for (JsonNode part : counted(coordinates, 1)) {
      header(type);
      switch (type) {
        case 1 -> point(part);
        case 2 -> points(part, 2);
        default -> rings(part);
      }
    }
  }

  private void rings(@Nullable JsonNode rings) throws IOException {
    for (JsonNode ring : counted(rings, 1)) {
      points(ring, 4);
    }
  }

  private void points(@Nullable JsonNode points, int fewest) throws IOException {
    for (JsonNode point : counted(points, fewest)) {
      point(point);
    }
  }

  private void point(@Nullable JsonNode point) throws IOException {
    if (point == null || !point.isArray() || point.size() != 2) {
      throw new NotGeometry();
    }
    for (JsonNode coordinate : point) {
      require(coordinate.isNumber() && Double.isFinite(coordinate.doubleValue()));
      out.writeLong(Long.reverseBytes(Double.doubleToLongBits(coordinate.doubleValue())));
    }
  }

  private void header(int type) throws IOException {
    out.writeByte(1);
    out.writeInt(Integer.reverseBytes(type));
  }

  private JsonNode counted(@Nullable JsonNode array, int fewest) throws IOException {
    if (array == null || !array.isArray() || array.size() < fewest) {
      throw new NotGeometry();
    }
    out.writeInt(Integer.reverseBytes(array.size()));
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
