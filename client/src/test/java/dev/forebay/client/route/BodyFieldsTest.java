package dev.forebay.client.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.client.Json;
import org.junit.jupiter.api.Test;

class BodyFieldsTest {
  @Test
  void fields_thatAreRight_areRead() {
    var fields = fields("{\"name\":\"Ada\",\"phone\":null,\"xp\":150}");

    assertThat(fields.text("name", 3)).isEqualTo("Ada");
    assertThat(fields.optionalText("phone", 10)).isEmpty();
    assertThat(fields.has("phone")).isTrue();
    assertThat(fields.wholeNumber("xp", 200)).isEqualTo(150);
  }

  @Test
  void of_anUnknownField_namesItAndTheKnownOnes() {
    assertThatThrownBy(() -> fields("{\"nam\":1}"))
        .hasMessage("unknown field \"nam\"; known are name, phone, xp");
  }

  @Test
  void of_somethingElseThanAnObject_isRefused() {
    assertThatThrownBy(() -> BodyFields.of(Json.read("[1]"), "hero 2: ", "name"))
        .hasMessage("hero 2: a JSON object is expected");
  }

  @Test
  void text_thatIsWrong_namesTheField() {
    assertThatThrownBy(() -> fields("{}").text("name", 3)).hasMessage("name is missing");
    assertThatThrownBy(() -> fields("{\"name\":7}").text("name", 3))
        .hasMessage("name must be text that is not empty");
    assertThatThrownBy(() -> fields("{\"name\":\" \"}").text("name", 3))
        .hasMessage("name must be text that is not empty");
    assertThatThrownBy(() -> fields("{\"name\":\"Adam\"}").text("name", 3))
        .hasMessage("name is longer than 3 characters");
    assertThatThrownBy(() -> fields("{\"name\":\"a\\u0000\"}").text("name", 3))
        .hasMessage("name has control characters");
    assertThatThrownBy(() -> fields("{\"name\":\"\\ud800\"}").text("name", 3))
        .hasMessage("name has control characters");
    assertThat(fields("{\"name\":\"\\ud83d\\ude00é \"}").text("name", 3)).hasSize(4);
  }

  @Test
  void wholeNumber_thatIsWrong_namesTheField() {
    for (String value : new String[] {"-1", "201", "1.5", "\"150\"", "1e999999999", "true"}) {
      assertThatThrownBy(() -> fields("{\"xp\":" + value + "}").wholeNumber("xp", 200))
          .as(value)
          .hasMessage("xp must be a whole number from 0 to 200");
    }
    assertThatThrownBy(() -> fields("{\"xp\":null}").wholeNumber("xp", 200))
        .hasMessage("xp is missing");
  }

  private static BodyFields fields(String json) {
    return BodyFields.of(Json.read(json), "", "name", "phone", "xp");
  }
}
