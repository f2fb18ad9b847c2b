package dev.forebay.data;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestServer;
import dev.forebay.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
class ReadScenariosTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE invoices (
            id INT PRIMARY KEY, customer VARCHAR(50) NOT NULL, amount DECIMAL(10,2) NOT NULL,
            status ENUM('pending','paid','overdue') NOT NULL DEFAULT 'pending',
            due DATE NULL, paid BOOLEAN NOT NULL DEFAULT FALSE)\
          """,
          """
          INSERT INTO invoices VALUES
            (1, 'Ann', 10.10, 'paid', '2024-01-15', TRUE), (2, 'bob', 20.00, 'pending', NULL, FALSE),
            (3, 'Bob', 0.05, 'overdue', '2024-03-01', FALSE)\
          """,
          """
          CREATE TABLE every_type (
            id BIGINT UNSIGNED PRIMARY KEY, d DECIMAL(30,10), f DOUBLE, t TEXT, e ENUM('a','b'),
            s SET('x','y'), j JSON, da DATE, dt DATETIME(3), ts TIMESTAMP NULL, ti TIME, b BIT(9),
            bin VARBINARY(10), y YEAR, z INT(6) ZEROFILL, u %s, i %s, g POINT, yes BOOLEAN)\
          """
              .formatted(TestServer.either("UUID", "CHAR(36)"), TestServer.either("INET6", "TEXT")),
          """
          INSERT INTO every_type VALUES (18446744073709551615, 12345678901234567890.0123456789,
            1.5e30, 'a"b\\\\c\\n\\t\\u0001é😀', 'b', 'x,y', '{"a": [1, "}"]}', '2024-01-15',
            '2024-01-15 10:30:00.5', '2024-01-15 10:30:00', '-100:30:00', b'100000001', x'00ff10',
            2024, 42, '123e4567-e89b-12d3-a456-426614174000', '::1', POINT(1.5,2.5), TRUE)\
          """,
          "INSERT INTO every_type (id) VALUES (0)",
          "CREATE VIEW paid_invoices AS SELECT id, amount FROM invoices WHERE status = 'paid'");

  @ParameterizedTest
  @MethodSource
  void read_ofRows_answersThem(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> read_ofRows_answersThem() {
    return Stream.of(
        Scenario.of("one row", "GET /rest/v1/invoices?id=eq.1")
            .expect(
                200,
                """
                [{"id":1,"customer":"Ann","amount":10.10,"status":"paid","due":"2024-01-15","paid":true}]\
                """)
            .expectHeader("Content-Type", "application/json; charset=utf-8")
            .expectHeader("Content-Range", "0-0/*"),
        ids("all rows", "select=id", "1", "2", "3"),
        ids("no row", "select=id&id=eq.9"),
        ids("two filters", "select=id&id=gte.2&amount=lt.1", "3"),
        ids("two filters on one column", "select=id&id=gt.1&id=lt.3", "2"),
        ids("neq", "select=id&id=neq.2", "1", "3"),
        ids("lte", "select=id&due=lte.2024-01-15", "1"),
        ids("in", "select=id&id=in.(1,3,7)", "1", "3"),
        ids("in with quotes", "select=id&customer=in.(%22Ann%22,x)", "1"),
        ids("in nothing", "select=id&id=in.()"),
        ids("not in", "select=id&id=not.in.(1,3)", "2"),
        ids("is null", "select=id&due=is.null", "2"),
        ids("is not null", "select=id&due=is.not_null", "1", "3"),
        ids("not is null", "select=id&due=not.is.null", "1", "3"),
        ids("is true", "select=id&paid=is.true", "1"),
        ids("is false", "select=id&paid=is.false", "2", "3"),
        ids("eq by the collation", "select=id&customer=eq.BOB", "2", "3"),
        ids("like by the letter", "select=id&customer=like.B*", "3"),
        ids("ilike in any case", "select=id&customer=ilike.B%25", "2", "3"),
        ids("not like", "select=id&customer=not.like.B*", "1", "2"),
        ids("or", "select=id&or=(id.eq.1,customer.like.b*)", "1", "2"),
        ids("not or", "select=id&not.or=(id.eq.1,due.is.null)", "3"),
        ids("nested", "select=id&or=(and(id.gt.1,paid.is.false,due.is.null),id.eq.1)", "1", "2"),
        ids("order", "select=id&order=amount.desc", "2", "1", "3"),
        ids("order by two", "select=id&order=customer,id.desc", "1", "3", "2"),
        ids("nulls first", "select=id&order=due.asc.nullsfirst", "2", "1", "3"),
        ids("nulls last", "select=id&order=due.nullslast", "1", "3", "2"),
        ids("limit", "select=id&order=id&limit=2", "1", "2"),
        ids("no rows at all", "select=id&limit=0"),
        Scenario.of("offset", "GET /rest/v1/invoices?select=id&order=id&limit=2&offset=1")
            .expect(200, "[{\"id\":2},{\"id\":3}]")
            .expectHeader("Content-Range", "1-2/*"),
        Scenario.of("an alias", "GET /rest/v1/invoices?select=total:amount,id&id=eq.1")
            .expect(200, "[{\"total\":10.10,\"id\":1}]"),
        Scenario.of("a star and an alias", "GET /rest/v1/paid_invoices?select=*,total:amount")
            .expect(200, "[{\"id\":1,\"amount\":10.10,\"total\":10.10}]"),
        Scenario.of("a count", "GET /rest/v1/invoices?select=id&order=id&limit=1")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"id\":1}]")
            .expectHeader("Content-Range", "0-0/3"),
        Scenario.of("a count of nothing", "GET /rest/v1/invoices?id=eq.9")
            .with("Prefer", "count=exact")
            .expect(200, "[]")
            .expectHeader("Content-Range", "*/0"),
        Scenario.of("headers only", "HEAD /rest/v1/invoices?select=id")
            .with("Prefer", "count=exact")
            .expect(200, "")
            .expectHeader("Content-Range", "0-2/3"),
        Scenario.of("an object", "GET /rest/v1/invoices?id=eq.1&select=id")
            .with("Accept", "application/vnd.pgrst.object+json")
            .expect(200, "{\"id\":1}")
            .expectHeader("Content-Type", "application/vnd.pgrst.object+json; charset=utf-8"),
        Scenario.of("every type", "GET /rest/v1/every_type?id=eq.18446744073709551615")
            .expect(
                200,
                """
                [{"id":18446744073709551615,"d":12345678901234567890.0123456789,"f":1.5E30,\
                "t":"a\\"b\\\\c\\n\\tu0001é😀","e":"b","s":"x,y","j":{"a": [1, "}"]},\
                "da":"2024-01-15","dt":"2024-01-15T10:30:00.500","ts":"2024-01-15T10:30:00",\
                "ti":"-100:30:00","b":257,"bin":"AP8Q","y":2024,"z":42,\
                "u":"123e4567-e89b-12d3-a456-426614174000","i":"::1",\
                "g":{"type": "Point", "coordinates": [1.5, 2.5]},"yes":true}]\
                """),
        Scenario.of(
                "a part of every type, from the cache",
                "GET /rest/v1/every_type?select=g,T:t,j,b&id=eq.18446744073709551615")
            .expect(
                200,
                """
                [{"g":{"type": "Point", "coordinates": [1.5, 2.5]},"T":"a\\"b\\\\c\\n\\tu0001é😀",\
                "j":{"a": [1, "}"]},"b":257}]\
                """)
            .expectHeader("Cache-Status", "Forebay; hit"),
        Scenario.of(
                "every type as null",
                "GET /rest/v1/every_type?id=eq.0&select=d,t,e,j,dt,b,bin,y,u,g,yes")
            .expect(
                200,
                """
                [{"d":null,"t":null,"e":null,"j":null,"dt":null,"b":null,"bin":null,"y":null,\
                "u":null,"g":null,"yes":null}]\
                """),
        type("d", "12345678901234567890.0123456789"),
        type("d", "1.23456789012345678900123456789e19"),
        type("e", "B"),
        type("s", "x,y"),
        type("da", "2024-01-15"),
        type("dt", "2024-01-15T10:30:00.5"),
        type("dt", "2024-01-15T12:30:00.500%2B02:00"),
        type("ts", "2024-01-15T10:30:00Z"),
        type("ti", "-100:30:00"),
        type("b", "257"),
        type("bin", "AP8Q"),
        type("y", "2024"),
        type("z", "000042"),
        type("u", "123E4567-e89b-12d3-a456-426614174000"),
        type("i", TestServer.either("0:0:0:0:0:0:0:1", "::1")),
        type("yes", "true"));
  }

  private static Scenario ids(String name, String query, String... ids) {
    String rows =
        Stream.of(ids)
            .map("{\"id\":%s}"::formatted)
            .collect(java.util.stream.Collectors.joining(","));
    return Scenario.of(name, "GET /rest/v1/invoices?" + query).expect(200, "[" + rows + "]");
  }

  private static Scenario type(String column, String value) {
    return Scenario.of(
            "equality of " + column, "GET /rest/v1/every_type?select=e&" + column + "=eq." + value)
        .expect(200, "[{\"e\":\"b\"}]");
  }
}
