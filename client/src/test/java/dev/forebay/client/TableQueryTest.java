package dev.forebay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.testing.ScriptedServer;
import dev.forebay.testing.ScriptedServer.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableQueryTest {
  @Test
  void get_withFilters_sendsThemInTheDataApisGrammar() {
    try (var server = ScriptedServer.start(asked -> Answer.of(200, "[]"))) {
      table(server, "invoices")
          .select("id,amount")
          .in("status", List.of("pending", "over due", "a\"b\\c", 7))
          .lt("due_date", "2026-01-01")
          .gt("amount", new BigDecimal("1E+3"))
          .eq("note", "a&b=c+d")
          .order("id.asc")
          .limit(500)
          .get();

      assertThat(server.asked().getFirst().line())
          .isEqualTo(
              "GET /rest/v1/invoices?select=id,amount"
                  + "&status=in.(pending,\"over due\",\"a\\\"b\\\\c\",7)"
                  + "&due_date=lt.2026-01-01&amount=gt.1000&note=eq.a&b=c+d"
                  + "&order=id.asc&limit=500");
      assertThat(server.asked().getFirst().headers()).containsEntry("apikey", "sk_1");
    }
  }

  @Test
  void get_ofDecimals_keepsTheirDigits() {
    String row = "{\"amount\":10.00,\"big\":12345678901234567890.123456789}";
    try (var server = ScriptedServer.start(asked -> Answer.of(200, "[" + row + "]"))) {
      Rows rows = table(server, "invoices").get();

      assertThat(rows.first().orElseThrow().get("amount").decimalValue())
          .isEqualTo(new BigDecimal("10.00"));
      assertThat(Json.write(rows.first().orElseThrow())).isEqualTo(row);
    }
  }

  @Test
  void get_withCacheStatus_tellsWhoAnswered() {
    assertThat(sourceUnder("Forebay; hit; ttl=10")).isEqualTo(Rows.Source.CACHE);
    assertThat(sourceUnder("Forebay; fwd=uri-miss; stored")).isEqualTo(Rows.Source.DATABASE);
    assertThat(sourceUnder("Forebay; fwd=bypass; detail=hit-and-run"))
        .isEqualTo(Rows.Source.DATABASE)
        .hasToString("database");
  }

  @Test
  void insert_ofRows_sendsAllAtOnceAndGivesWhatWasStored() {
    try (var server = ScriptedServer.start(asked -> Answer.of(201, "[{\"id\":1},{\"id\":2}]"))) {
      Rows rows =
          table(server, "heroes")
              .insert(
                  List.of(
                      Json.object().put("name", "Ä"),
                      Json.object().put("xp", new BigDecimal("1E+2"))));

      assertThat(rows.rows()).extracting(row -> row.get("id").intValue()).containsExactly(1, 2);
      var asked = server.asked().getFirst();
      assertThat(asked.line()).isEqualTo("POST /rest/v1/heroes");
      assertThat(asked.body()).isEqualTo("[{\"name\":\"Ã\u0084\"},{\"xp\":100}]");
      assertThat(asked.headers())
          .containsEntry("prefer", "return=representation")
          .containsEntry("content-type", "application/json");
    }
  }

  @Test
  void updateAndDelete_withFilters_sendThem() {
    try (var server = ScriptedServer.start(asked -> Answer.of(200, "[{\"id\":1}]"))) {
      table(server, "invoices").eq("id", 1).update(Json.object().put("status", "paid"));
      table(server, "invoices").eq("id", 1).delete();

      assertThat(server.asked())
          .extracting(ScriptedServer.Asked::line)
          .containsExactly("PATCH /rest/v1/invoices?id=eq.1", "DELETE /rest/v1/invoices?id=eq.1");
    }
  }

  @Test
  void insert_refused_carriesEveryPartOfTheError() {
    String body = "{\"code\":\"FB402\",\"message\":\"taken\",\"details\":\"email\",\"hint\":null}";
    try (var server = ScriptedServer.start(asked -> Answer.of(409, body))) {
      var error =
          catchThrowableOfType(
              ForebayClientException.class, () -> table(server, "customers").insert(Json.object()));

      assertThat(error).hasMessage("taken");
      assertThat(error.status()).isEqualTo(409);
      assertThat(error.code()).isEqualTo("FB402");
      assertThat(error.details()).isEqualTo("email");
      assertThat(error.hint()).isNull();
      assertThat(error.isTransient()).isFalse();
    }
  }

  @Test
  void get_answeredWithoutJson_isAnErrorAllTheSame() {
    try (var server = ScriptedServer.start(asked -> Answer.of(502, "<html>"))) {
      assertThatThrownBy(() -> table(server, "customers").get())
          .isInstanceOf(ForebayClientException.class)
          .hasMessage("Forebay answered 502");
    }
  }

  @Test
  void get_withNobodyListening_isTransient() {
    var server = ScriptedServer.start(asked -> Answer.of(200, "[]"));
    server.close();

    var error =
        catchThrowableOfType(ForebayClientException.class, () -> table(server, "customers").get());

    assertThat(error.status()).isEqualTo(ForebayClientException.NO_ANSWER);
    assertThat(error.isTransient()).isTrue();
  }

  private static Rows.Source sourceUnder(String cacheStatus) {
    var answer = new Answer(200, Map.of("Cache-Status", cacheStatus), "[]");
    try (var server = ScriptedServer.start(asked -> answer)) {
      return table(server, "invoices").get().source();
    }
  }

  private static TableQuery table(ScriptedServer server, String name) {
    return ForebayClient.connect(server.url(), "sk_1").table(name);
  }
}
