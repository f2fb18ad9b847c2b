package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The customers application's story over HTTP, as its README tells it. */
class CustomersAppTest {
  private static final int ROUNDS = 5;
  private static final String UPDATED = "200 {\"message\":\"Customer updated\"}";
  private static final String DELETED = "200 {\"message\":\"Customer deleted\"}";

  private static RunningForebay customers;

  @BeforeAll
  static void start() {
    customers = RunningForebay.app("customers");
  }

  @AfterAll
  static void stop() {
    customers.close();
  }

  @Test
  void customer_ofTheSampleData_isReadInTheOrderOfItsColumns() {
    assertThat(ask("GET", "/read/1", null))
        .isEqualTo(
            "200 {\"customer\":[1,\"Alice Johnson\",\"alice@example.com\",null,"
                + "\"2024-01-15 10:30:00\",\"2024-01-15 10:30:00\"]}");
  }

  @Test
  void customer_fromCreateToDelete_isWhatWasWrittenLast() {
    long id = create("Dora Lind", "dora@example.com", "+46 8 555 0104");
    assertThat(read(id)).isEqualTo("Dora Lind, dora@example.com, +46 8 555 0104");

    assertThat(ask("PUT", "/update/" + id, "{\"email\": \"dora.lind@example.com\"}"))
        .isEqualTo(UPDATED);
    assertThat(read(id)).isEqualTo("Dora Lind, dora.lind@example.com, +46 8 555 0104");
    assertThat(ask("PUT", "/update/" + id, "{\"name\": \"Dora L.\", \"phone\": null}"))
        .isEqualTo(UPDATED);
    assertThat(read(id)).isEqualTo("Dora L., dora.lind@example.com, null");

    assertThat(ask("DELETE", "/delete/" + id, null)).isEqualTo(DELETED);
    assertThat(ask("GET", "/read/" + id, null)).isEqualTo(Answers.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"GET,/read/", "PUT,/update/", "DELETE,/delete/"})
  void route_ofACustomerThatIsNotThere_is404(String method, String path) {
    assertThat(ask(method, path + "987654", bodyOf(method))).isEqualTo(Answers.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"email": "a@example.com"}                 | name is missing
          {"name": "A"}                              | email is missing
          {"name": "A", "email": "a.example.com"}    | email must be an address such as name@example.com
          {"name": "A", "email": "a@example.com", "age": 5} | unknown field "age"; known are name, email, phone
          {"name": "A", "email":                     | The body is not valid JSON (line 1, column 23)
          []                                         | a JSON object is expected
          """)
  void create_ofAWrongBody_is400AndSaysWhatIsWrong(String body, String error) {
    assertThat(ask("POST", "/create", body)).isEqualTo(Answers.error(400, error));
  }

  @Test
  void create_withoutABody_is400() {
    assertThat(ask("POST", "/create", ""))
        .isEqualTo(Answers.error(400, "The body is empty, JSON is expected"));
  }

  @Test
  void email_thatIsUsed_is409AndChangesNothing() {
    long id = create("Egon", "egon@example.com", "1");
    String used = Answers.error(409, "email is already used");

    assertThat(ask("POST", "/create", "{\"name\": \"B\", \"email\": \"bob@example.com\"}"))
        .isEqualTo(used);
    assertThat(ask("PUT", "/update/" + id, "{\"name\": \"B\", \"email\": \"bob@example.com\"}"))
        .isEqualTo(used);
    assertThat(read(id)).isEqualTo("Egon, egon@example.com, 1");
  }

  @ParameterizedTest
  @CsvSource({"GET,/read/", "PUT,/update/", "DELETE,/delete/"})
  void id_thatIsNone_is400(String method, String path) {
    for (String id : List.of("abc", "1%20OR%201=1", "1234567890123456789")) {
      assertThat(ask(method, path + id, bodyOf(method)))
          .isEqualTo(Answers.error(400, "id must be a whole number of at most 18 digits"));
    }
  }

  @Test
  void clients_thirtyTwoAtOnce_eachGetRightAnswers() throws Exception {
    List<Integer> told = AtOnce.run(32, CustomersAppTest::tellStories);

    assertThat(told).isEqualTo(Collections.nCopies(32, ROUNDS));
  }

  /** One client's customers, each from create to delete; how many there were. */
  private static int tellStories(int client) {
    int told = 0;
    for (; told < ROUNDS; told++) {
      String email = "client" + client + "." + told + "@example.com";
      long id = create("C", email, "0");
      assertThat(read(id)).isEqualTo("C, " + email + ", 0");
      assertThat(ask("PUT", "/update/" + id, "{\"name\": \"D" + client + "\"}")).isEqualTo(UPDATED);
      assertThat(read(id)).isEqualTo("D" + client + ", " + email + ", 0");
      assertThat(ask("DELETE", "/delete/" + id, null)).isEqualTo(DELETED);
      assertThat(ask("GET", "/read/" + id, null)).isEqualTo(Answers.NOT_FOUND);
    }
    return told;
  }

  private static @Nullable String bodyOf(String method) {
    return method.equals("PUT") ? "{\"name\": \"A\"}" : null;
  }

  private static String ask(String method, String path, @Nullable String json) {
    return Answers.of(customers.send(method, path, json));
  }

  /** The id of a customer that is created, whose whole answer is checked. */
  private static long create(String name, String email, String phone) {
    String answer =
        ask(
            "POST",
            "/create",
            "{\"name\": \"%s\", \"email\": \"%s\", \"phone\": \"%s\"}"
                .formatted(name, email, phone));
    assertThat(answer).matches("201 \\{\"message\":\"Customer created\",\"id\":[0-9]+}");
    return Long.parseLong(answer.replaceAll("[^0-9]", "").substring("201".length()));
  }

  /** A customer's name, email and phone, of an answer whose shape is checked. */
  private static String read(long id) {
    String answer = ask("GET", "/read/" + id, null);
    assertThat(answer)
        .matches(
            "200 \\{\"customer\":\\["
                + id
                + ",.*(,\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\"){2}]}");
    var columns = RunningForebay.JSON.readTree(answer.substring("200 ".length())).get("customer");
    return columns.get(1).asString()
        + ", "
        + columns.get(2).asString()
        + ", "
        + (columns.get(3).isNull() ? "null" : columns.get(3).asString());
  }
}
