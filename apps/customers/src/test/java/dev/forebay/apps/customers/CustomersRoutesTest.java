package dev.forebay.apps.customers;

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
import org.junit.jupiter.params.provider.CsvSource;

class CustomersRoutesTest {
  private static final String ALICE =
      """
      [{"id":1,"name":"Alice Johnson","email":"alice@example.com","phone":null,\
      "created_at":"2024-01-15T10:30:00","updated_at":"2024-01-15T10:30:00"}]\
      """;
  private static final String USED =
      "{\"code\":\"FB402\",\"message\":\"m\",\"details\":null,\"hint\":null}";

  private static final String NOT_FOUND = "404 {\"error\":\"Not found\"}";

  private Answer answer = Answer.of(200, "[]");
  private final ScriptedServer forebay = ScriptedServer.start(asked -> answer);

  @AfterEach
  void close() {
    forebay.close();
  }

  @Test
  void create_aCustomer_answersItsId() {
    answer = Answer.of(201, "[{\"id\":4}]");

    assertThat(create("{\"name\":\"Dora\",\"email\":\"dora@example.com\",\"phone\":\"+49 1\"}"))
        .isEqualTo("201 {\"message\":\"Customer created\",\"id\":4}");
    assertThat(forebay.asked().getFirst().body())
        .isEqualTo("[{\"name\":\"Dora\",\"email\":\"dora@example.com\",\"phone\":\"+49 1\"}]");
  }

  @Test
  void create_withAUsedEmail_is409() {
    answer = Answer.of(409, USED);

    assertThat(create("{\"name\":\"Dora\",\"email\":\"alice@example.com\"}"))
        .isEqualTo("409 {\"error\":\"email is already used\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"email":"a@b.c"}                          | name is missing
          {"name":"A"}                               | email is missing
          {"name":"A","email":null}                  | email is missing
          {"name":"  ","email":"a@b.c"}              | name must be text that is not empty
          {"name":"A","email":"a b@c.d"}             | email must be an address such as name@example.com
          {"name":"A","email":"a@b"}                 | email must be an address such as name@example.com
          {"name":"A","email":"a@@b.c"}              | email must be an address such as name@example.com
          {"name":"A","email":"a@b.c","phone":5}     | phone must be text that is not empty
          {"name":"A","email":"a@b.c","id":9}        | unknown field "id"; known are name, email, phone
          ["A"]                                      | a JSON object is expected
          {"name":"A"                                | The body is not valid JSON (line 1, column 12)
          """)
  void create_withAWrongBody_is400AndAsksNothing(String body, String error) {
    assertThat(create(body)).isEqualTo("400 {\"error\":\"" + error.replace("\"", "\\\"") + "\"}");
    assertThat(forebay.asked()).isEmpty();
  }

  @Test
  void read_aCustomer_answersItsColumnsInOrder() {
    answer = Answer.of(200, ALICE);

    assertThat(answerOf(new ReadCustomer(), "1", null))
        .isEqualTo(
            "200 {\"customer\":[1,\"Alice Johnson\",\"alice@example.com\",null,"
                + "\"2024-01-15 10:30:00\",\"2024-01-15 10:30:00\"]}");
    assertThat(forebay.asked().getFirst().line()).isEqualTo("GET /rest/v1/customers?id=eq.1");
  }

  @Test
  void routes_ofACustomerThatIsNotThere_are404() {
    assertThat(answerOf(new ReadCustomer(), "9", null)).isEqualTo(NOT_FOUND);
    assertThat(answerOf(new UpdateCustomer(), "9", "{\"name\":\"A\"}")).isEqualTo(NOT_FOUND);
    assertThat(answerOf(new DeleteCustomer(), "9", null)).isEqualTo(NOT_FOUND);
  }

  @Test
  void update_ofSomeFields_sendsOnlyThose() {
    answer = Answer.of(200, ALICE);

    assertThat(answerOf(new UpdateCustomer(), "1", "{\"email\":\"al@example.com\",\"phone\":null}"))
        .isEqualTo("200 {\"message\":\"Customer updated\"}");
    assertThat(forebay.asked().getFirst().line()).isEqualTo("PATCH /rest/v1/customers?id=eq.1");
    assertThat(forebay.asked().getFirst().body())
        .isEqualTo("{\"email\":\"al@example.com\",\"phone\":null}");
  }

  @Test
  void update_thatIsWrong_saysWhy() {
    assertThat(answerOf(new UpdateCustomer(), "1", "{}"))
        .isEqualTo("400 {\"error\":\"nothing to update; send name, email or phone\"}");
    assertThat(answerOf(new UpdateCustomer(), "1", "{\"name\":null}"))
        .isEqualTo("400 {\"error\":\"name is missing\"}");
    answer = Answer.of(409, USED);
    assertThat(answerOf(new UpdateCustomer(), "1", "{\"email\":\"bob@example.com\"}"))
        .isEqualTo("409 {\"error\":\"email is already used\"}");
  }

  @Test
  void delete_aCustomer_saysSo() {
    answer = Answer.of(200, ALICE);

    assertThat(answerOf(new DeleteCustomer(), "1", null))
        .isEqualTo("200 {\"message\":\"Customer deleted\"}");
    assertThat(forebay.asked().getFirst().line()).isEqualTo("DELETE /rest/v1/customers?id=eq.1");
  }

  private String create(String body) {
    return answerOf(new CreateCustomer(), "", body);
  }

  private String answerOf(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
      String id,
      @Nullable String body) {
    var event =
        APIGatewayV2HTTPEvent.builder().withPathParameters(Map.of("id", id)).withBody(body).build();
    var context = new TestContext(Map.of("FOREBAY_URL", forebay.url(), "FOREBAY_SECRET_KEY", "sk"));
    var response = handler.handleRequest(event, context);
    return response.getStatusCode() + " " + response.getBody();
  }
}
