package dev.forebay.apps.superheroes;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.forebay.testing.ScriptedServer;
import dev.forebay.testing.ScriptedServer.Answer;
import dev.forebay.testing.TestContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuperheroesRoutesTest {
  private static final String ADA =
      "{\"name\":\"Ada\",\"hero\":\"Inkwell\",\"power\":\"Draws\",\"xp\":150,\"color\":\"indigo\"}";

  private Answer answer = Answer.of(200, "[{\"id\":1}]");
  private final ScriptedServer forebay = ScriptedServer.start(asked -> answer);

  @AfterEach
  void close() {
    forebay.close();
  }

  @Test
  void find_byXp_tellsTheSource() {
    assertThat(find(Map.of("xp", "150")))
        .isEqualTo("200 {\"source\":\"database\",\"superheroes\":[{\"id\":1}]}");

    answer = new Answer(200, Map.of("Cache-Status", "Forebay; hit"), "[]");
    assertThat(find(Map.of("xp", "150")))
        .isEqualTo("200 {\"source\":\"cache\",\"superheroes\":[]}");
    assertThat(forebay.asked())
        .extracting(ScriptedServer.Asked::line)
        .containsOnly("GET /rest/v1/superheroes?xp=eq.150");
  }

  @Test
  void find_withoutXp_is400() {
    assertThat(find(Map.of())).isEqualTo("400 {\"error\":\"xp is missing\"}");
    assertThat(find(null)).isEqualTo("400 {\"error\":\"xp is missing\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "abc", "150 OR 1=1", "2147483648", "99999999999"})
  void find_withAWrongXp_is400AndAsksNothing(String xp) {
    assertThat(find(Map.of("xp", xp)))
        .isEqualTo("400 {\"error\":\"xp must be a whole number from 0 to 2147483647\"}");
    assertThat(forebay.asked()).isEmpty();
  }

  @Test
  void add_oneOrAList_insertsAllAtOnce() {
    assertThat(add(ADA)).isEqualTo("201 {\"superheroes\":[{\"id\":1}]}");
    assertThat(add("[" + ADA + "," + ADA + "]")).startsWith("201 ");

    assertThat(forebay.asked())
        .extracting(ScriptedServer.Asked::body)
        .containsExactly("[" + ADA + "]", "[" + ADA + "," + ADA + "]");
  }

  @Test
  void add_ofAWrongHero_namesHeroAndField() {
    assertThat(add("[" + ADA + "," + ADA.replace("150", "-1") + "]"))
        .isEqualTo(
            "400 {\"error\":\"superhero 2: xp must be a whole number from 0 to 2147483647\"}");
    assertThat(add(ADA.replace("\"color\":\"indigo\"", "\"id\":1")))
        .isEqualTo(
            "400 {\"error\":\"unknown field \\\"id\\\"; known are name, hero, power, xp, color\"}");
    assertThat(add("{}")).isEqualTo("400 {\"error\":\"name is missing\"}");
    assertThat(add("[]")).isEqualTo("400 {\"error\":\"a list has 1 to 1000 superheroes\"}");
    assertThat(add("nonsense")).startsWith("400 {\"error\":\"The body is not valid JSON");
    assertThat(forebay.asked()).isEmpty();
  }

  private String find(@Nullable Map<String, String> query) {
    var event = APIGatewayV2HTTPEvent.builder().withQueryStringParameters(query).build();
    return answerOf(new FindSuperheroes(), event);
  }

  private String add(String body) {
    return answerOf(new AddSuperheroes(), APIGatewayV2HTTPEvent.builder().withBody(body).build());
  }

  private String answerOf(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
      APIGatewayV2HTTPEvent event) {
    var context = new TestContext(Map.of("FOREBAY_URL", forebay.url(), "FOREBAY_SECRET_KEY", "sk"));
    var response = handler.handleRequest(event, context);
    return response.getStatusCode() + " " + response.getBody();
  }
}
