package dev.forebay.apps.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UsageFilePropertyTest {
  @Property
  void read_ofTheSameRecordsInAnyFormat_givesTheirExactSums(@ForAll("records") List<Line> lines)
      throws IOException {
    Map<Long, BigDecimal> sums = new HashMap<>();
    lines.forEach(line -> sums.merge(line.customer(), line.amount(), BigDecimal::add));

    assertThat(read("a.json", "[" + joined(lines, ",") + "]")).isEqualTo(stripped(sums));
    assertThat(read("a.jsonl", joined(lines, "\n"))).isEqualTo(stripped(sums));
    assertThat(read("a.csv", csv(lines))).isEqualTo(stripped(sums));
  }

  @Property
  void read_ofAnyText_neverThrows(@ForAll("names") String name, @ForAll String text)
      throws IOException {
    var problems = new Problems();

    UsageFile.read(name, stream(text), problems);

    assertThat(problems.isEmpty()).isFalse();
  }

  @Property
  void read_ofAnyField_isTheSameInJsonAndCsv(@ForAll("fields") String field) throws IOException {
    String json = "{\"customer_id\":1,\"usage_amount\":" + field + "}";
    var problems = new Problems();
    var csvProblems = new Problems();

    var fromJson = UsageFile.read("a.jsonl", stream(json), problems);
    var fromCsv =
        UsageFile.read("a.csv", stream("customer_id,usage_amount\n1," + field), csvProblems);

    assertThat(csvProblems.isEmpty()).isEqualTo(problems.isEmpty());
    assertThat(sums(fromCsv)).isEqualTo(sums(fromJson));
  }

  @Provide
  Arbitrary<List<Line>> records() {
    Arbitrary<Long> customers = Arbitraries.longs().between(1, 5);
    Arbitrary<BigDecimal> amounts =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, new BigDecimal("999999999999"))
            .ofScale(12);
    return Combinators.combine(customers, amounts).as(Line::new).list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a.json", "a.jsonl", "a.csv");
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.strings().withChars("0123456789.eE+-").ofMinLength(1).ofMaxLength(8);
  }

  private static String joined(List<Line> lines, String separator) {
    return lines.stream().map(Line::json).collect(Collectors.joining(separator));
  }

  private static String csv(List<Line> lines) {
    return "usage_amount,customer_id\r\n"
        + lines.stream().map(Line::csv).collect(Collectors.joining("\r\n"));
  }

  private static Map<Long, BigDecimal> read(String name, String content) throws IOException {
    var problems = new Problems();
    List<CustomerUsage> usage = UsageFile.read(name, stream(content), problems);
    assertThat(problems.isEmpty()).as(problems.report(name)).isTrue();
    return sums(usage);
  }

  private static Map<Long, BigDecimal> sums(List<CustomerUsage> usage) {
    return stripped(
        usage.stream().collect(Collectors.toMap(CustomerUsage::customerId, CustomerUsage::units)));
  }

  private static Map<Long, BigDecimal> stripped(Map<Long, BigDecimal> sums) {
    return sums.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stripTrailingZeros()));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  record Line(long customer, BigDecimal amount) {
    String json() {
      return "{\"customer_id\":%d,\"usage_amount\":%s}".formatted(customer, amount.toPlainString());
    }

    String csv() {
      return amount.toPlainString() + "," + customer;
    }
  }
}
