package dev.forebay.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.http.route.Router.Match;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
  private final Router router =
      router(
          "GET /",
          "GET /health",
          "GET /rest/v1/",
          "GET /rest/v1/{table}",
          "POST /rest/v1/{table}",
          "POST /rest/v1/rpc/{routine}",
          "GET /rest/v1/{table}/count",
          "GET /invoices/overdue",
          "GET /invoices/{id}",
          "POST /invoices/{id}/pay",
          "* /files/{bucket}/{key...}",
          "GET /docs/{rest...}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /                        | GET /                      | []
          GET    | /health                  | GET /health                | []
          GET    | /rest/v1/                | GET /rest/v1/              | []
          GET    | /rest/v1/customers       | GET /rest/v1/{table}       | [customers]
          HEAD   | /rest/v1/customers       | GET /rest/v1/{table}       | [customers]
          POST   | /rest/v1/customers       | POST /rest/v1/{table}      | [customers]
          GET    | /rest/v1/rpc             | GET /rest/v1/{table}       | [rpc]
          GET    | /rest/v1/x/count         | GET /rest/v1/{table}/count | [x]
          POST   | /rest/v1/rpc/total       | POST /rest/v1/rpc/{routine} | [total]
          GET    | /rest/v1/a%2Fb           | GET /rest/v1/{table}       | [a/b]
          GET    | /rest/v1/%E2%82%AC%20x   | GET /rest/v1/{table}       | [€ x]
          GET    | /rest/v1/a+b             | GET /rest/v1/{table}       | [a+b]
          GET    | /rest/v1/a;b=c           | GET /rest/v1/{table}       | [a;b=c]
          GET    | /rest/v1/..              | GET /rest/v1/{table}       | [..]
          GET    | /%72est/v1/x             | GET /rest/v1/{table}       | [x]
          GET    | /invoices/overdue        | GET /invoices/overdue      | []
          GET    | /invoices/7              | GET /invoices/{id}         | [7]
          POST   | /invoices/overdue/pay    | POST /invoices/{id}/pay    | [overdue]
          PATCH  | /files/b/a/b%2Fc/        | * /files/{bucket}/{key...} | [b, a/b/c/]
          PUT    | /files/b                 | * /files/{bucket}/{key...} | [b, '']
          GET    | /docs                    | GET /docs/{rest...}        | ['']
          GET    | /docs/                   | GET /docs/{rest...}        | ['']
          """)
  void match_path_findsItsRouteAndValues(String method, String path, String route, String values) {
    assertThat(router.match(method, path))
        .isInstanceOfSatisfying(
            Match.Found.class,
            found -> {
              assertThat(found.route().method() + " " + found.route().path()).isEqualTo(route);
              assertThat(found.values()).hasToString(values.replace("'", ""));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "//",
        "/health/",
        "//health",
        "/Health",
        "/rest/v1",
        "/rest/v1//count",
        "/rest/v1/a/b",
        "/invoices/",
        "/invoices//pay",
        "/files"
      })
  void match_unknownPath_isNoRoute(String path) {
    assertThat(router.match("GET", path)).isEqualTo(new Match.NoRoute());
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /rest/v1/customers, 'GET,HEAD,OPTIONS,POST'",
    "GET, /invoices/7/pay, 'OPTIONS,POST'",
    "POST, /invoices/overdue, 'GET,HEAD,OPTIONS'",
    "GET, /rest/v1/rpc/count, 'OPTIONS,POST'",
    "get, /health, 'GET,HEAD,OPTIONS'",
    "OPTIONS, /health, 'GET,HEAD,OPTIONS'"
  })
  void match_knownPathWrongMethod_namesTheAllowedOnes(String method, String path, String allowed) {
    assertThat(router.match(method, path))
        .isInstanceOfSatisfying(
            Match.WrongMethod.class,
            wrong -> assertThat(wrong.allowed()).containsExactly(allowed.split(",", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rest/v1/%", "/rest/v1/%4", "/rest/v1/%zz", "/%C3%28", "/a%00b", "/%0A"})
  void match_pathThatCannotBeDecoded_isFb100(String path) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> router.match("GET", path))
        .matches(e -> e.code() == ErrorCode.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "health",
        "/{}",
        "/{a b}",
        "/x{id}",
        "/{id}x",
        "/{a}/{a}",
        "/{rest...}/x",
        "/{...}",
        "/a}b"
      })
  void router_templateThatIsNone_isFb801(String path) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> router("GET " + path))
        .withMessageContaining("'" + path + "'")
        .matches(e -> e.code() == ErrorCode.INVALID_CONFIG);
  }

  @Test
  void router_twoRoutesOfOneShape_isFb801ThatNamesBoth() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> router("GET /invoices/{id}", "GET /invoices/{number}"))
        .withMessageContaining("/invoices/{number}")
        .matches(e -> e.code() == ErrorCode.INVALID_CONFIG)
        .matches(e -> String.valueOf(e.detail()).contains("/invoices/{id}"));
  }

  @Test
  void match_sameShapeOtherMethod_mayNameItsParametersDifferently() {
    Router two = router("GET /invoices/{id}", "DELETE /invoices/{number}");
    assertThat(two.match("DELETE", "/invoices/7"))
        .isInstanceOfSatisfying(
            Match.Found.class, found -> assertThat(found.names()).containsExactly("number"));
  }

  private static Router router(String... routes) {
    return new Router(Stream.of(routes).map(RouterTest::route).toList());
  }

  private static Route route(String line) {
    List<String> parts = List.of(line.split(" ", 2));
    return new Route(parts.get(0), parts.get(1), _ -> Response.status(200), new JsonErrors());
  }
}
