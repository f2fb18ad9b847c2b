package dev.forebay.apps.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageFileTest {
  @Test
  void json_ofOneObject_isOneCustomer() {
    assertThat(read("a.json", "{\"customer_id\": 1, \"usage_amount\": 100}")).isEqualTo("1=100");
  }

  @Test
  void json_ofAnArray_sumsByCustomer() {
    assertThat(
            read(
                "A.JSON",
                """
                [{"usage_amount": 1.5, "customer_id": 2, "note": {"a": [1, {"b": null}]}},
                 {"customer_id": 1, "usage_amount": 1e2},
                 {"customer_id": 2, "usage_amount": 0.5}]\
                """))
        .isEqualTo("2=2.0 1=100");
  }

  @Test
  void jsonl_withEmptyLinesAndAnyLineEnds_isReadByLine() {
    assertThat(
            read(
                "a.jsonl",
                "\uFEFF{\"customer_id\":1,\"usage_amount\":1}\r\n\n"
                    + "{\"customer_id\":2,\"usage_amount\":0}"))
        .isEqualTo("1=1 2=0");
  }

  @Test
  void csv_withColumnsInAnyOrder_isReadByHeader() {
    assertThat(
            read(
                "a.csv",
                "\uFEFFmeter, usage_amount ,customer_id\r\n\"A, 1\",10.25,3\n\nB,\"1\", 3 \n"))
        .isEqualTo("3=11.25");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"usage_amount":1}                                | customer_id is missing
          {"customer_id":null,"usage_amount":1}             | customer_id is not a positive whole number
          {"customer_id":"1","usage_amount":1}              | customer_id is not a positive whole number
          {"customer_id":1.0,"usage_amount":1}              | customer_id is not a positive whole number
          {"customer_id":0,"usage_amount":1}                | customer_id is not a positive whole number
          {"customer_id":1234567890123456789,"usage_amount":1} | customer_id is not a positive whole number
          {"customer_id":1}                                 | usage_amount is missing
          {"customer_id":1,"usage_amount":-0.01}            | usage_amount is negative
          {"customer_id":1,"usage_amount":"100"}            | usage_amount is not a number
          {"customer_id":1,"usage_amount":"NaN"}            | usage_amount is not a number
          {"customer_id":1,"usage_amount":[1]}              | usage_amount is not a number
          {"customer_id":1,"usage_amount":123456789012345678901234567890} | usage_amount has more than 12 digits before or after the point
          {"customer_id":1,"usage_amount":1e999999999}      | usage_amount has too many digits, or is not a number
          {"customer_id":1,"usage_amount":1e12}             | usage_amount has more than 12 digits before or after the point
          {"customer_id":1,"usage_amount":1e-13}            | usage_amount has more than 12 digits before or after the point
          [1]                                               | not a JSON object
          1                                                 | not a JSON object
          """)
  void record_thatIsWrong_isReportedWithItsLineInEveryJson(String record, String reason) {
    String good = "{\"customer_id\":7,\"usage_amount\":1}";

    assertThat(problems("a.jsonl", good + "\n" + record + "\n" + good))
        .isEqualTo("a.jsonl is not billed, problems: 1\nline 2: " + reason);
    assertThat(problems("a.json", "[" + good + ",\n" + record + ",\n" + good + "]"))
        .isEqualTo("a.json is not billed, problems: 1\nline 2 (record 2): " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          ,1     | customer_id is missing
          one,1  | customer_id is not a positive whole number
          007,1  | customer_id is not a positive whole number
          1,     | usage_amount is missing
          1,-5   | usage_amount is negative
          1,NaN  | usage_amount is not a number
          1,Infinity | usage_amount is not a number
          1,0x1F | usage_amount is not a number
          1,1_000 | usage_amount is not a number
          1,.5   | usage_amount is not a number
          1      | 1 fields, the header has 2
          1,2,3  | 3 fields, the header has 2
          """)
  void record_thatIsWrong_isReportedWithItsLineInCsv(String record, String reason) {
    assertThat(problems("a.csv", "customer_id,usage_amount\n1,1\n" + record + "\n2,2\n"))
        .isEqualTo("a.csv is not billed, problems: 1\nline 3: " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,100\n2,5\n", "customer_id\n1\n", "usage_amount,usage_amount\n1,1"})
  void csv_withoutAHeader_isRefused(String content) {
    assertThat(problems("a.csv", content))
        .matches(
            "(?s).*problems: 1\n(line 1: no header with the columns customer_id and usage_amount,"
                + " once each|file: there is no record in it)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"customer_id":1                                   | line 1: not valid JSON: Unexpected end-of-input
          {"customer_id":1,"usage_amount":NaN}               | line 1: not valid JSON: Non-standard token 'NaN'
          {"customer_id":1,"usage_amount":1,"customer_id":2} | line 1: not valid JSON: Duplicate Object property "customer_id"
          {"customer_id":1,"usage_amount":1} x               | line 1: not valid JSON: Unrecognized token 'x'
          {"customer_id":1,"usage_amount":1} {}              | line 1: there is more after the
          <xml/>                                             | line 1: not valid JSON: Unexpected character ('<'
          """)
  void json_thatIsMalformed_isReportedInBothFormats(String content, String problem) {
    assertThat(problems("a.json", content)).contains("problems: 1\n" + problem);
    assertThat(problems("a.jsonl", content)).contains("problems: 1\n" + problem);
  }

  @Test
  void json_nestedWithoutEnd_isRefused() {
    String nested = "{\"customer_id\":1,\"note\":" + "[".repeat(1_000_000);

    assertThat(problems("a.json", nested)).contains("line 1: not valid JSON").hasSizeLessThan(400);
    assertThat(problems("a.jsonl", nested)).contains("line 1: longer than 65536 characters");
    assertThat(problems("a.jsonl", nested.substring(0, 60_000))).contains("not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.jsonl", "a.csv"})
  void file_thatIsEmptyOrNotUtf8_isRefused(String name) {
    assertThat(problems(name, "")).contains("file: there is no record in it");
    assertThat(problems(name, "\uFEFF \n")).contains("problems: 1");
    assertThat(problems(name, "{\"customer_id\":1,\"usage_amount\":1,\"n\":\"é\"}", ISO))
        .contains("file: it is not UTF-8");
    assertThat(problems(name, "customer_id", StandardCharsets.UTF_16)).contains("not UTF-8");
  }

  @Test
  void file_withAnotherEnding_isRefused() {
    assertThat(problems("a.txt", "x")).contains("name: it must end in .json, .jsonl or .csv");
  }

  @Test
  void csv_withAQuoteThatNeverEnds_isRefused() {
    assertThat(problems("a.csv", "customer_id,usage_amount\n1,1\n2,\"" + "x,\n".repeat(50_000)))
        .contains("line 2: not valid CSV after this: The maximum buffer size")
        .hasSizeLessThan(400);
  }

  @Test
  void problems_ofManyLines_areCountedButNotAllKept() {
    String lines = "{}\n".repeat(1_000);

    assertThat(problems("a.jsonl", lines))
        .startsWith("a.jsonl is not billed, problems: 1000\nline 1: customer_id is missing\n")
        .endsWith("\nline 100: customer_id is missing\nand 900 more");
  }

  @Test
  void file_withTooManyCustomers_isRefused() {
    String lines =
        IntStream.rangeClosed(1, UsageFile.MOST_CUSTOMERS + 1)
            .mapToObj(id -> "{\"customer_id\":" + id + ",\"usage_amount\":1}")
            .collect(Collectors.joining("\n"));

    assertThat(problems("a.jsonl", lines))
        .contains("line 5001: the file has more than 5000 customers; split it");
  }

  @Test
  void file_ofManyMegabytes_isSummedAsItStreams() throws IOException {
    byte[] block =
        "{\"customer_id\":1,\"usage_amount\":0.001}\n"
            .repeat(10_000)
            .getBytes(StandardCharsets.UTF_8);
    var blocks = IntStream.range(0, 50).mapToObj(i -> new ByteArrayInputStream(block)).toList();
    var problems = new Problems();

    List<CustomerUsage> usage =
        UsageFile.read(
            "big.jsonl", new SequenceInputStream(Collections.enumeration(blocks)), problems);

    assertThat(problems.isEmpty()).isTrue();
    assertThat(usage).singleElement().satisfies(u -> assertThat(u.units()).isEqualTo("500.000"));
  }

  @Test
  void stream_thatBreaksOff_isNotTheFilesFault() {
    var problems = new Problems();
    for (String name : List.of("a.json", "a.jsonl", "a.csv")) {
      assertThatThrownBy(() -> UsageFile.read(name, afterABlank(new BrokenStream()), problems))
          .isInstanceOf(IOException.class)
          .hasMessage("connection reset");
    }
    assertThat(problems.isEmpty()).isTrue();
  }

  private static final Charset ISO = StandardCharsets.ISO_8859_1;

  private static String read(String name, String content) {
    var problems = new Problems();
    List<CustomerUsage> usage = read(name, content, StandardCharsets.UTF_8, problems);
    assertThat(problems.isEmpty()).as(problems.report(name)).isTrue();
    return usage.stream()
        .map(each -> each.customerId() + "=" + each.units().toPlainString())
        .collect(Collectors.joining(" "));
  }

  private static String problems(String name, String content) {
    return problems(name, content, StandardCharsets.UTF_8);
  }

  private static String problems(String name, String content, Charset charset) {
    var problems = new Problems();
    read(name, content, charset, problems);
    return problems.report(name);
  }

  private static List<CustomerUsage> read(
      String name, String content, Charset charset, Problems problems) {
    try {
      return UsageFile.read(name, new ByteArrayInputStream(content.getBytes(charset)), problems);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InputStream afterABlank(InputStream stream) {
    return new SequenceInputStream(new ByteArrayInputStream(new byte[] {' '}), stream);
  }

  /** Fails at the first read, as a connection does that was reset. */
  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
