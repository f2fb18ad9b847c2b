package dev.forebay.data.types;

import dev.forebay.data.types.ColumnKind.Family;
import dev.forebay.data.types.TextSamples.Repertoire;
import dev.forebay.mysql.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every kind of column that the server has, as far as values of it are written differently. */
final class Catalogue {
  private final List<ColumnKind> kinds = new ArrayList<>();

  private Catalogue() {}

  static List<ColumnKind> kinds() {
    Catalogue all = new Catalogue();
    all.numbers();
    all.texts();
    all.words();
    all.bytes();
    all.times();
    all.oneServersOwn();
    return List.copyOf(all.kinds);
  }

  private void numbers() {
    add("TINYINT", new NumberSamples.Integers(8, false));
    add("TINYINT UNSIGNED", new NumberSamples.Integers(8, true));
    add("TINYINT(1)", new NumberSamples.Truths());
    add("SMALLINT", new NumberSamples.Integers(16, false));
    add("MEDIUMINT UNSIGNED", new NumberSamples.Integers(24, true));
    add("INT", new NumberSamples.Integers(32, false));
    add("INT(8) UNSIGNED ZEROFILL", new NumberSamples.Integers(32, true));
    add("BIGINT", new NumberSamples.Integers(64, false));
    add("BIGINT UNSIGNED", new NumberSamples.Integers(64, true));
    kinds.add(
        ColumnKind.of("INT UNSIGNED", Family.NUMBER, new NumberSamples.Integers(32, true))
            .counted());
    add("YEAR", new NumberSamples.Years());
    IntStream.of(1, 8, 64).forEach(n -> add("BIT(" + n + ")", new NumberSamples.Bits(n)));
    decimal(10, 0, false);
    decimal(10, 2, false);
    decimal(6, 6, false);
    decimal(65, 30, false);
    decimal(8, 3, true);
    kinds.add(ColumnKind.of("FLOAT", Family.FLOAT, new NumberSamples.Floats(false)));
    kinds.add(ColumnKind.of("DOUBLE", Family.DOUBLE, new NumberSamples.Floats(true)));
  }

  private void texts() {
    text("VARCHAR(20) COLLATE utf8mb4_general_ci", Repertoire.ALL, 20);
    text("VARCHAR(20) COLLATE utf8mb4_unicode_520_ci", Repertoire.ALL, 20);
    text("VARCHAR(20) COLLATE utf8mb4_bin", Repertoire.ALL, 20);
    text("VARCHAR(300) COLLATE utf8mb4_unicode_ci", Repertoire.ALL, 300);
    text("CHAR(20) COLLATE utf8mb4_general_ci", Repertoire.ALL, 20);
    text("VARCHAR(20) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci", Repertoire.BASIC, 20);
    text("VARCHAR(20) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin", Repertoire.BASIC, 20);
    text("VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci", Repertoire.LATIN1, 20);
    text("VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_general_cs", Repertoire.LATIN1, 20);
    text("CHAR(20) CHARACTER SET latin1 COLLATE latin1_bin", Repertoire.LATIN1, 20);
    text("VARCHAR(20) CHARACTER SET ascii COLLATE ascii_general_ci", Repertoire.ASCII, 20);
    text("CHAR(20) CHARACTER SET ascii COLLATE ascii_bin", Repertoire.ASCII, 20);
    prefixed("TINYTEXT", 255, 10);
    prefixed("TEXT COLLATE utf8mb4_bin", 1000, 20);
    prefixed("LONGTEXT COLLATE utf8mb4_unicode_520_ci", 1000, 20);
    prefixed("VARCHAR(20) COLLATE utf8mb4_bin", 20, 3);
    prefixed("VARCHAR(20) COLLATE utf8mb4_general_ci", 20, 3);
  }

  private void words() {
    label("ENUM('x','it''s','a,b','\"q\"')", List.of("x", "it's", "a,b", "\"q\""));
    label("ENUM('','red','Blue')", List.of("", "red", "Blue"));
    label("ENUM('a','A','b') COLLATE utf8mb4_bin", List.of("a", "A", "b"));
    label("ENUM('0','1','2')", List.of("0", "1", "2"));
    kinds.add(
        ColumnKind.of(
            "SET('a','B','c d')", Family.WORDS, new WordSamples.Subsets(List.of("a", "B", "c d"))));
    kinds.add(ColumnKind.unindexed("JSON", Family.JSON, new WordSamples.JsonTexts()));
  }

  private void bytes() {
    kinds.add(ColumnKind.of("BINARY(4)", Family.BYTES, new WordSamples.Octets(4, true)));
    kinds.add(ColumnKind.of("VARBINARY(20)", Family.BYTES, new WordSamples.Octets(20, false)));
    kinds.add(
        ColumnKind.prefixed("VARBINARY(20)", Family.BYTES, new WordSamples.Octets(20, false), 2));
    kinds.add(ColumnKind.prefixed("BLOB", Family.BYTES, new WordSamples.Octets(1000, false), 20));
  }

  private void times() {
    time("DATE", new TimeSamples.Dates());
    IntStream.of(0, 3, 6)
        .forEach(n -> time("DATETIME(%d)".formatted(n), new TimeSamples.Moments(n, 1000, 9999)));
    IntStream.of(0, 3)
        .forEach(n -> time("TIMESTAMP(%d)".formatted(n), new TimeSamples.Moments(n, 1970, 2037)));
    IntStream.of(0, 2, 6).forEach(n -> time("TIME(%d)".formatted(n), new TimeSamples.Spans(n)));
  }

  private void oneServersOwn() {
    if (TestServer.isMySql()) {
      text("VARCHAR(20) COLLATE utf8mb4_0900_ai_ci", Repertoire.ALL, 20);
      text("VARCHAR(20) COLLATE utf8mb4_0900_as_cs", Repertoire.ALL, 20);
      text("VARCHAR(20) COLLATE utf8mb4_0900_bin", Repertoire.ALL, 20);
      text("CHAR(20) COLLATE utf8mb4_0900_ai_ci", Repertoire.ALL, 20);
      kinds.add(
          ColumnKind.of(
                  "VARCHAR(20) COLLATE utf8mb4_bin",
                  Family.TEXT,
                  new TextSamples(Repertoire.ALL, 20, false))
              .uniqueBy("(LOWER(%s))"));
      kinds.add(
          ColumnKind.of("INT", Family.NUMBER, new NumberSamples.Integers(32, false))
              .uniqueBy("(ABS(%s + 0e0))"));
    } else {
      text("VARCHAR(20) COLLATE utf8mb4_uca1400_ai_ci", Repertoire.ALL, 20);
      text("VARCHAR(20) COLLATE utf8mb4_uca1400_as_cs", Repertoire.ALL, 20);
      text("VARCHAR(20) COLLATE utf8mb4_uca1400_nopad_ai_ci", Repertoire.ALL, 20);
      text("VARCHAR(20) COLLATE utf8mb4_nopad_bin", Repertoire.ALL, 20);
      text("CHAR(20) COLLATE utf8mb4_uca1400_nopad_ai_ci", Repertoire.ALL, 20);
      name("UUID", new WordSamples.Uuids());
      name("INET4", new WordSamples.Addresses(false));
      name("INET6", new WordSamples.Addresses(true));
    }
  }

  private void add(String type, Samples values) {
    kinds.add(ColumnKind.of(type, Family.NUMBER, values));
  }

  private void decimal(int precision, int scale, boolean unsigned) {
    String type = "DECIMAL(%d,%d)%s".formatted(precision, scale, unsigned ? " UNSIGNED" : "");
    Samples values = new NumberSamples.Decimals(precision, scale, unsigned);
    kinds.add(ColumnKind.of(type, Family.DECIMAL, values));
  }

  private void text(String type, Repertoire repertoire, int length) {
    boolean padded = type.startsWith("CHAR");
    kinds.add(ColumnKind.of(type, Family.TEXT, new TextSamples(repertoire, length, padded)));
  }

  private void prefixed(String type, int length, int prefix) {
    Samples values = new TextSamples(Repertoire.ALL, length, false);
    kinds.add(ColumnKind.prefixed(type, Family.TEXT, values, prefix));
  }

  private void label(String type, List<String> members) {
    kinds.add(ColumnKind.of(type, Family.WORDS, new WordSamples.Members(members)));
  }

  private void time(String type, Samples values) {
    kinds.add(ColumnKind.of(type, Family.TIME, values));
  }

  private void name(String type, Samples values) {
    kinds.add(ColumnKind.of(type, Family.NAME, values));
  }
}
