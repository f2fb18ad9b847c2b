package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Eventually;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every column type, to the database and back, by every way that a value can take. */
@EveryServer
class TypesTest {
  /** A column's type, and a value of it in JSON. */
  record Typed(String name, String type, String json) {
    boolean comparable() {
      return !json.startsWith("{") && !type.startsWith("FLOAT");
    }

    /** The value as a filter and a CSV field have it. */
    String text() {
      return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }

    @Override
    public String toString() {
      return type;
    }
  }

  static final List<Typed> TYPES = types();

  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          TYPES.stream()
              .map(t -> t.name() + " " + t.type() + " NULL")
              .collect(
                  Collectors.joining(
                      ", ", "CREATE TABLE v (id INT PRIMARY KEY AUTO_INCREMENT, ", ")")));

  private static List<Typed> types() {
    List<String> rows =
        """
        TINYINT|-128
        TINYINT UNSIGNED|255
        TINYINT(1)|true
        SMALLINT|-32768
        MEDIUMINT UNSIGNED|16777215
        INT|-2147483648
        INT(8) UNSIGNED ZEROFILL|42
        BIGINT|-9223372036854775808
        BIGINT UNSIGNED|18446744073709551615
        DECIMAL(65,30)|-99999999999999999999999999999999999.999999999999999999999999999999
        DECIMAL(10,2)|12.50
        FLOAT|1.5
        DOUBLE|-2.5E-10
        BIT(1)|true
        BIT(64)|18446744073709551615
        YEAR|2024
        CHAR(10)|"a b"
        VARCHAR(50)|"it's é 漢 😀, (x)"
        TINYTEXT|"tiny"
        TEXT CHARACTER SET latin1|"é"
        MEDIUMTEXT|"null"
        LONGTEXT|"100%"
        ENUM('x','it''s')|"it's"
        SET('a','b','c')|"a,c"
        BINARY(3)|"AP/+"
        VARBINARY(10)|"AAEC"
        TINYBLOB|"/w=="
        BLOB|""
        LONGBLOB|"aGVsbG8="
        JSON|{"a": [1.5, null, "é"]}
        DATE|"2024-02-29"
        DATETIME|"2024-01-15T10:30:00"
        DATETIME(6)|"9999-12-31T23:59:59.999999"
        TIMESTAMP(3)|"2024-03-31T02:30:00.120"
        TIME|"-838:59:59"
        TIME(6)|"10:30:00.000001"
        POINT|{"type": "Point", "coordinates": [1.5, -2]}
        LINESTRING|{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
        POLYGON|{"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 1]]]}
        MULTIPOINT|{"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}
        MULTILINESTRING|{"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]}
        MULTIPOLYGON|{"type": "MultiPolygon", "coordinates": [[[[0, 0], [4, 0], [4, 4], [0, 0]]]]}
        GEOMETRYCOLLECTION|{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}
        GEOMETRY|{"type": "Point", "coordinates": [3, 4]}
        """
            .concat(
                TestServer.either(
                    """
                    UUID|"6ccd780c-baba-1026-9564-5b8c656024db"
                    INET4|"192.0.2.1"
                    INET6|"2001:db8::1"
                    """,
                    """
                    POINT SRID 4326|{"type": "Point", "coordinates": [170.5, -45.25]}
                    VECTOR(2)|"AACAPwAAAEA="
                    """))
            .lines()
            .toList();
    return rows.stream()
        .map(row -> row.split("\\|", 2))
        .map(
            parts ->
                new Typed("c" + rows.indexOf(String.join("|", parts)), parts[0], asShown(parts[1])))
        .toList();
  }

  /** MySQL writes the whole numbers among coordinates with a point. */
  private static String asShown(String json) {
    return json.startsWith("{\"type\"")
        ? TestServer.either(json, json.replaceAll("(?<![\\d.])(\\d+)(?=[],])", "$1.0"))
        : json;
  }

  static Stream<Typed> values() {
    return TYPES.stream();
  }

  static Stream<Typed> comparable() {
    return TYPES.stream().filter(Typed::comparable);
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_ofAnyType_comesBackAsItWent(Typed typed) {
    String row = "[{\"%s\":%s}]".formatted(typed.name(), typed.json());
    String select = "?select=" + typed.name();
    assertThat(shown(NODE.client.with("Prefer", "return=representation").post(path(select), row)))
        .isEqualTo("201" + row);
    String id = newest();
    String read = path(select + "&id=eq." + id);
    assertThat(shown(NODE.client.get(read))).isEqualTo("200" + row);
    Eventually.until(
        "the cache has it",
        () ->
            NODE.client.get(read).headers().firstValue("Cache-Status").orElse("").contains("hit"));
    assertThat(shown(NODE.client.get(read))).isEqualTo("200" + row);
    change(id, "{\"%s\":null}".formatted(typed.name()));
    assertThat(shown(NODE.client.get(read)))
        .isEqualTo("200[{\"%s\":null}]".formatted(typed.name()));
    change(id, "{\"%s\":%s}".formatted(typed.name(), typed.json()));
    assertThat(shown(NODE.client.with("Cache-Control", "no-cache").get(read)))
        .isEqualTo("200" + row);
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_inCsv_isTheSame(Typed typed) {
    String csv = typed.name() + "\n\"" + typed.text().replace("\"", "\"\"") + "\"\n";
    HttpResponse<String> answer =
        NODE.client
            .with("Prefer", "return=representation")
            .with("Content-Type", "text/csv")
            .send("POST", path("?select=" + typed.name()), csv);
    assertThat(shown(answer)).isEqualTo("201[{\"%s\":%s}]".formatted(typed.name(), typed.json()));
  }

  @ParameterizedTest
  @MethodSource("comparable")
  void value_inAFilter_findsItsRow(Typed typed) {
    String row = "{\"%s\":%s}".formatted(typed.name(), typed.json());
    NODE.client.post(path(""), row);
    String value = URLEncoder.encode(typed.text(), StandardCharsets.UTF_8);
    String found =
        NODE.client
            .get(path("?select=%s&limit=1&%s=eq.%s".formatted(typed.name(), typed.name(), value)))
            .body();
    assertThat(found).isEqualTo("[" + row + "]");
  }

  @Test
  void geometries_thatAreNone_areRefused() {
    String column = TYPES.getLast().name();
    Stream.of(
            "1",
            "\"x\"",
            "{}",
            "{\"type\":\"Circle\"}",
            "{\"type\":\"Point\"}",
            "{\"type\":\"Point\",\"coordinates\":[1]}",
            "{\"type\":\"Point\",\"coordinates\":[1,2,3]}",
            "{\"type\":\"Point\",\"coordinates\":[1e999,2]}",
            "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}")
        .forEach(
            value ->
                assertThat(
                        shown(NODE.client.post(path(""), "{\"%s\":%s}".formatted(column, value))))
                    .as(value)
                    .startsWith("400{\"code\":\"FB203\""));
  }

  private static void change(String id, String row) {
    assertThat(shown(NODE.client.patch(path("?id=eq." + id), row))).isEqualTo("204");
  }

  private static String newest() {
    String rows = NODE.client.get(path("?select=id&order=id.desc&limit=1")).body();
    return rows.replaceAll("\\D", "");
  }

  private static String path(String query) {
    return "/rest/v1/v" + query;
  }

  private static String shown(HttpResponse<String> answer) {
    return answer.statusCode() + answer.body();
  }
}
