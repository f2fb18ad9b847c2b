package dev.forebay.data;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Scenario;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
class FilterScenariosTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(50), email VARCHAR(50) COLLATE
            utf8mb4_general_ci, age INT, active BOOLEAN, about TEXT, data JSON, tags JSON,
            at DATETIME(3), FULLTEXT KEY (about))\
          """,
          """
          INSERT INTO people VALUES
            (1, 'Ann', 'ANN@x.org', 30, TRUE, 'likes green tea and cats',
             '{"age": 30, "city": "Rome", "ok": true, "list": [1, 2], "a": {"b": "c"}}',
             '["new", "vip"]', '2024-01-15 10:30:00.250'),
            (2, 'bob', 'bob@x.org', NULL, FALSE, 'likes black tea and dogs',
             '{"age": 9, "city": "rome", "ok": false, "list": [2, 3], "nil": null}',
             '["new"]', NULL),
            (3, 'Bob', NULL, 7, NULL, 'prefers coffee to cats', '{"age": "old", "k\\\\"y": 1}', '[]',
             '2024-03-01 00:00:00'),
            (4, NULL, 'd%e@x.org', 41, TRUE, NULL, NULL, NULL, NULL)\
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          age=isdistinct.30 ; 2 3 4
          age=not.isdistinct.30 ; 1
          name=match.^B ; 3
          name=imatch.^B ; 2 3
          name=not.match.^[AB] ; 2
          name=eq(any).{Ann,bob} ; 1 2 3
          name=like(any).{A*,b*} ; 1 2
          name=like(all).{*o*,*b} ; 2 3
          name=not.ilike(any).{A*,"b*"} ;
          age=gt(all).{5,8} ; 1 4
          age=gt(any).{} ;
          email=like.*\\%* ; 4
          active=is.unknown ; 3
          active=is.true ; 1 4
          active=not.is.true ; 2 3
          about=fts.tea ; 1 2
          about=fts.tea & !dogs ; 1
          about=fts.(green & cats) | coffee ; 1 3
          about=fts.tea & (green | black) & dogs ; 2
          about=fts.coff:* ; 3
          about=plfts.cats likes ; 1
          about=phfts.black tea ; 2
          about=wfts.likes -dogs ; 1
          about=wfts."green tea" or coffee ; 1 3
          about=not.fts.tea ; 3 4
          about=phfts.!? ;
          about=plfts.!? ;
          about=wfts."" tea ; 1 2
          about=fts.((((((((((tea)))))))))) ; 1 2
          data->>city=eq.Rome ; 1
          data->>city=ilike.rome ; 1 2
          data->>city=in.(Rome,Paris) ; 1
          data->city=eq."Rome" ; 1
          data->city=eq.Rome ; 1
          data->age=gt.10 ; 1
          data->age=lt.10 ; 2
          data->age=in.(9,30) ; 1 2
          data->age=eq."old" ; 3
          data->>age=eq.30 ; 1
          data->ok=eq.true ; 1
          data->ok=neq.true ; 2
          data->list->0=eq.2 ; 2
          data->>list=eq.[1, 2] ; 1
          data->a->>b=eq.c ; 1
          data->>nil=is.null ; 1 2 3 4
          data->nil=is.null ; 1 3 4
          data->"k\\"y"=eq.1 ; 3
          data->>city=isdistinct.Rome ; 2 3 4
          tags=cs.["new"] ; 1 2
          tags=cs.{new} ; 1 2
          tags=cs.{"new","vip"} ; 1
          tags=cd.{new,old} ; 2 3
          tags=ov.{vip,old} ; 1
          tags=not.cs.{new} ; 3
          data=cs.{"city":"Rome"} ; 1
          data->list=cs.[2] ; 1 2
          data->list=ov.{3} ; 2
          data->list=cd.{1,2,4} ; 1
          or=(tags.cs.{vip},age.lt.10) ; 1 3
          or=(data->age.gt.10,data->>city.eq.rome) ; 1 2
          not.and=(name.eq.Ann,age.eq.30) ; 2 3 4
          at=gt.2024-01-15T10:30:00.2&at=lt.2024-02-01 ; 1
          """)
  void filter_ofEachOperator_findsItsRows(String filter, String ids) {
    String rows =
        ids == null
            ? ""
            : Stream.of(ids.split(" "))
                .map("{\"id\":%s}"::formatted)
                .collect(Collectors.joining(","));
    Scenario.of(filter, "GET /rest/v1/people?select=id&order=id&" + encoded(filter))
        .expect(200, "[" + rows + "]")
        .run(NODE.client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          age=sl.(1,10) ; FB208 ; The operator sl is not supported
          age=adj.[1,2] ; FB208 ; The operator adj is not supported
          name=fts.x ; FB208 ; The operator fts is not for the column name
          about=fts(english).tea ; FB208 ; The language of a full-text search is not supported
          about=fts.tea & ; FB203 ; The full-text query cannot be read
          about=fts.(((((((((((((((((((((tea))))))))))))))))))))) ; FB203 ; The full-text query cannot be read
          name=cs.{a} ; FB208 ; The operator cs is not for the column name
          name->>a=eq.1 ; FB208 ; The column name has no JSON to look into
          data->>city=cs.{a} ; FB208 ; The operator cs is not for the column data
          data->city=like.R* ; FB208 ; The operator like is not for the column data
          data->age=in.(1,x) ; FB208 ; The operator in is not for the column data
          data=cs.{"a": ; FB203 ; The column data is compared with JSON
          name=match.( ; FB203 ; The pattern is not a regular expression that the database can run
          name=eq(some).{a} ; PGRST100 ; The parameter "name" cannot be read
          age=in(any).{1} ; PGRST100 ; The parameter "age" cannot be read
          """)
  void filter_thatMySqlDoesNotHave_saysWhat(String filter, String code, String message) {
    var answer = NODE.client.get("/rest/v1/people?" + encoded(filter));
    org.assertj.core.api.Assertions.assertThat(answer.statusCode() + " " + answer.body())
        .startsWith(
            "400 {\"code\":\"%s\",\"message\":\"%s\""
                .formatted(code, message.replace("\"", "\\\"")));
  }

  @ParameterizedTest
  @MethodSource
  void read_inEachForm_isShownSo(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> read_inEachForm_isShownSo() {
    return Stream.of(
        get(
                "parts of JSON",
                "id=eq.1&select=data->age,t:data->>age,data->>city,data->list->1,x:data->a->>b,y:data->none")
            .expect(
                200,
                "[{\"age\":30,\"t\":\"30\",\"city\":\"Rome\",\"list\":2,\"x\":\"c\",\"y\":null}]"),
        get(
                "casts",
                "id=eq.1&select=t:age::text,age::int,b:active::int,d:at::date,h:at::time,f:age::float8,n:age::numeric")
            .expect(
                200,
                """
                [{"t":"30","age":30,"b":1,"d":"2024-01-15","h":"10:30:00.250","f":30.0,"n":30}]\
                """),
        get("an order by JSON", "select=id&order=data->age.desc.nullslast,id")
            .expect(200, "[{\"id\":1},{\"id\":2},{\"id\":3},{\"id\":4}]"),
        get("an order by text in JSON", "select=id&order=data->>city.nullsfirst,id.desc")
            .expect(200, "[{\"id\":4},{\"id\":3},{\"id\":1},{\"id\":2}]"),
        get("CSV", "select=id,name,tags,active&order=id&limit=3")
            .with("Accept", "text/csv")
            .expect(
                200,
                """
                id,name,tags,active
                1,Ann,"[""new"", ""vip""]",true
                2,bob,"[""new""]",false
                3,Bob,[],
                """)
            .expectHeader("Content-Type", "text/csv; charset=utf-8"),
        get("CSV of no rows", "select=id,name&id=eq.9")
            .with("Accept", "text/csv")
            .expect(200, "id,name\n"),
        get("no nulls", "select=id,name,age&order=id.desc&limit=3")
            .with("Accept", "application/vnd.pgrst.array+json;nulls=stripped")
            .expect(
                200,
                "[{\"id\":4,\"age\":41},{\"id\":3,\"name\":\"Bob\",\"age\":7},{\"id\":2,\"name\":\"bob\"}]")
            .expectHeader(
                "Content-Type", "application/vnd.pgrst.array+json; nulls=stripped; charset=utf-8"),
        get("an object without nulls", "select=name,age,data&id=eq.4")
            .with("Accept", "application/vnd.pgrst.object+json; nulls=stripped")
            .expect(200, "{\"age\":41}"),
        get("a range", "select=id&order=id")
            .with("Range", "1-2")
            .with("Range-Unit", "items")
            .expect(200, "[{\"id\":2},{\"id\":3}]")
            .expectHeader("Content-Range", "1-2/*"),
        get("a range with a count", "select=id&order=id")
            .with("Range", "2-9")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"id\":3},{\"id\":4}]")
            .expectHeader("Content-Range", "2-3/4"),
        get("a range behind the end", "select=id&order=id")
            .with("Range", "10-19")
            .with("Prefer", "count=exact")
            .expect(
                416,
                """
                {"code":"PGRST103","message":"Requested range not satisfiable","details":"An offset \
                of 10 was requested, but there are only 4 rows.","hint":null}\
                """),
        get("a range backwards", "select=id")
            .with("Range", "9-1")
            .expect(
                416,
                """
                {"code":"PGRST103","message":"Requested range not satisfiable","details":"The lower \
                boundary must be lower than or equal to the upper boundary in the Range header.",\
                "hint":null}\
                """),
        get("an estimate of few rows", "select=id&order=id&limit=1")
            .with("Prefer", "count=estimated")
            .expect(206, "[{\"id\":1}]")
            .expectHeader("Content-Range", "0-0/4"),
        get("a plan's count", "select=id&order=id&limit=1")
            .with("Prefer", "count=planned")
            .expect(206, "[{\"id\":1}]")
            .expectHeader("Content-Range", "0-0/4"),
        get("the database", "select=id&id=eq.1")
            .with("Accept-Profile", NODE.db.database().name())
            .expect(200, "[{\"id\":1}]"),
        get("what supabase-js sends for it", "select=id&id=eq.1")
            .with("Accept-Profile", "public")
            .expect(200, "[{\"id\":1}]"),
        get("another database", "select=id&id=eq.1")
            .with("Accept-Profile", "mysql")
            .expect(
                406,
                """
                {"code":"PGRST106","message":"Invalid schema: mysql","details":null,"hint":"Only the \
                following schemas are exposed: %s"}\
                """
                    .formatted(NODE.db.database().name())),
        get("a cast that could fail", "select=name::int")
            .expect(
                400,
                """
                {"code":"FB208","message":"The cast of name to int is not supported","details":"The \
                value is varchar(50)","hint":"MySQL has no such cast that refuses what is none; read \
                it as it is"}\
                """),
        get("a cast to nothing", "select=name::money")
            .expect(
                400,
                """
                {"code":"FB208","message":"The cast of name to money is not supported","details":"The \
                value is varchar(50)","hint":"MySQL casts to text, integer, numeric, float, boolean, \
                date, timestamp, time, json"}\
                """));
  }

  private static Scenario get(String name, String query) {
    return Scenario.of(name, "GET /rest/v1/people?" + query.replace(">", "%3E"));
  }

  private static String encoded(String query) {
    return Stream.of(query.split("&(?=[a-z]+=)"))
        .map(pair -> pair.split("=", 2))
        .map(pair -> encode(pair[0]) + "=" + encode(pair[1]))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
