package dev.forebay.data.types;

import static dev.forebay.data.types.Wording.none;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts of a character set, up to a length.
 *
 * @param length in characters
 * @param padded whether blanks at the end do not count, as in a CHAR
 */
record TextSamples(Repertoire repertoire, int length, boolean padded) implements Samples {
  /** Which characters a set has. */
  enum Repertoire {
    ASCII,
    LATIN1,
    BASIC,
    ALL;

    boolean has(String text) {
      return switch (this) {
        case ASCII -> text.chars().allMatch(c -> c < 0x80);
        case LATIN1 -> Charset.forName("windows-1252").newEncoder().canEncode(text);
        case BASIC -> text.chars().noneMatch(c -> Character.isSurrogate((char) c));
        case ALL -> true;
      };
    }
  }

  private static final List<String> EDGES =
      List.of(
          "",
          "a",
          "A",
          "a ",
          "a  ",
          " a",
          "b",
          "ab",
          "Ab",
          "abc",
          "ABC",
          "abcdef",
          "abcxyz",
          "null",
          "NULL",
          "true",
          "0",
          "1.0",
          "-7",
          "it's",
          "\"q\"",
          "a,b",
          "(x)",
          "{x}",
          "a.b",
          "100%",
          "*",
          "_",
          "\\",
          "a\\",
          "/",
          "a+b",
          "a&b=c",
          "#",
          "?",
          "\t",
          "a\nb",
          "\u0000",
          "a\u0000",
          "ä",
          "Ä",
          "a\u0308",
          "é",
          "e\u0301",
          "ß",
          "ss",
          "ẞ",
          "ı",
          "I",
          "İ",
          "ﬁ",
          "œ",
          "€",
          "ñ",
          "n\u0303",
          "漢字",
          "カ",
          "ｶ",
          "가",
          "\u1100\u1161",
          "\u200d",
          "\ufeff",
          "\ufffd",
          "😀",
          "👩\u200d💻",
          "𝒜",
          "a\u00a0",
          "\u0301",
          "Straße",
          "STRASSE");
  private static final List<String> PIECES =
      List.of("a", "A", "b", "B", " ", "é", "E", "e", "ß", "s", "0", "漢", "😀", "\u0301", "-", "_");

  @Override
  public List<Sample> edges() {
    String longest = "x".repeat(length);
    return Stream.concat(EDGES.stream(), Stream.of(longest))
        .filter(this::fits)
        .map(TextSamples::value)
        .toList();
  }

  @Override
  public Sample random(Random random) {
    List<String> pieces = PIECES.stream().filter(repertoire::has).toList();
    int size = random.nextInt(8);
    String text =
        Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
            .limit(size)
            .collect(Collectors.joining());
    return fits(text) ? value(text) : value("a");
  }

  /** Characters that the set lacks, halves of pairs, and what is too long, if only by a blank. */
  @Override
  public List<Wording> wrong() {
    List<Wording> wrong = new ArrayList<>();
    Stream.of("漢", "😀", "a😀", "中a")
        .filter(text -> !repertoire.has(text))
        .forEach(text -> wrong.add(none(text)));
    wrong.add(new Wording(Wording.Standing.REFUSED, "\"\\ud800\"", null, null));
    if (length < 1000) {
      wrong.add(tooLong("x".repeat(length + 1)));
      wrong.add(tooLong("x".repeat(length) + (padded ? "y" : " ")));
    }
    return wrong;
  }

  /** Not for filters: a text without the blank is equal to it. */
  private static Wording tooLong(String text) {
    return new Wording(Wording.Standing.REFUSED, Wording.quoted(text), null, null);
  }

  private boolean fits(String text) {
    return repertoire.has(text) && text.codePointCount(0, text.length()) <= length;
  }

  private static Sample value(String text) {
    String sql = sql(text);
    List<Wording> spellings = new ArrayList<>(List.of(Wording.string(text, sql)));
    spellings.add(Wording.json(escaped(text), sql));
    if (List.of("true", "0", "1.0", "-7").contains(text)) {
      spellings.add(Wording.json(text, sql));
    }
    return new Sample(sql, spellings);
  }

  /** The text as a literal of SQL, whatever is in it. */
  static String sql(String text) {
    return "_utf8mb4 X'%s'"
        .formatted(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String escaped(String text) {
    return Arrays.stream(text.split(""))
        .filter(c -> !c.isEmpty())
        .map(c -> "\\u%04x".formatted((int) c.charAt(0)))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
