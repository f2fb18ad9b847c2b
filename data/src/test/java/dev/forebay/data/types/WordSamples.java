package dev.forebay.data.types;

import static dev.forebay.data.types.Wording.json;
import static dev.forebay.data.types.Wording.loose;
import static dev.forebay.data.types.Wording.none;
import static dev.forebay.data.types.Wording.noneLiteral;
import static dev.forebay.data.types.Wording.string;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Samples that are words of a known form. */
final class WordSamples {
  private WordSamples() {}

  /** ENUM. */
  record Members(List<String> members) implements Samples {
    @Override
    public List<Sample> edges() {
      return members.stream().map(this::value).toList();
    }

    @Override
    public Sample random(Random random) {
      return value(members.get(random.nextInt(members.size())));
    }

    @Override
    public List<Wording> wrong() {
      return Stream.of(none("nope"), noneLiteral("1"), none("a,bc"))
          .filter(wrong -> !members.contains(wrong.text()))
          .toList();
    }

    private Sample value(String member) {
      String sql = TextSamples.sql(member);
      List<Wording> spellings = new ArrayList<>(List.of(string(member, sql)));
      for (String other :
          List.of(member.toUpperCase(Locale.ROOT), member.toLowerCase(Locale.ROOT))) {
        boolean one = members.stream().filter(other::equalsIgnoreCase).count() == 1;
        if (one && !other.equals(member)) {
          spellings.add(string(other, sql));
        }
      }
      return new Sample(sql, spellings);
    }
  }

  /** SET. */
  record Subsets(List<String> members) implements Samples {
    @Override
    public List<Sample> edges() {
      return IntStream.of(0, 1, (1 << members.size()) - 1).mapToObj(this::value).toList();
    }

    @Override
    public Sample random(Random random) {
      return value(random.nextInt(1 << members.size()));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(none("nope"), none(members.getFirst() + ",nope"), noneLiteral("1"), none(","));
    }

    private Sample value(int bits) {
      List<String> chosen =
          IntStream.range(0, members.size())
              .filter(i -> (bits >> i & 1) == 1)
              .mapToObj(members::get)
              .toList();
      String text = String.join(",", chosen);
      String sql = TextSamples.sql(text);
      List<Wording> spellings = new ArrayList<>(List.of(string(text, sql)));
      if (chosen.size() > 1) {
        spellings.add(loose(String.join(",", chosen.reversed()), sql));
        spellings.add(loose(text + "," + chosen.getFirst(), sql));
      }
      return new Sample(sql, spellings);
    }
  }

  /**
   * BINARY, VARBINARY and BLOB.
   *
   * @param fixed whether all are as long
   */
  record Octets(int length, boolean fixed) implements Samples {
    @Override
    public List<Sample> edges() {
      return Stream.of(
              "", "00", "ff", "20", "2020", "6100", "61", "41", "c3a4", "fbff", "0061", "616263")
          .map(HexFormat.of()::parseHex)
          .filter(bytes -> bytes.length <= length)
          .map(this::value)
          .toList();
    }

    @Override
    public Sample random(Random random) {
      byte[] bytes = new byte[1 + random.nextInt(length)];
      random.nextBytes(bytes);
      return value(bytes);
    }

    @Override
    public List<Wording> wrong() {
      List<Wording> wrong = new ArrayList<>(List.of(none("%"), none("A"), none("ä")));
      if (length < 1000) {
        wrong.add(none(Base64.getEncoder().encodeToString(new byte[length + 1])));
      }
      return wrong;
    }

    /** What is shorter than a BINARY gets zeros behind it, which is not what was given. */
    private Sample value(byte[] given) {
      byte[] bytes = fixed ? Arrays.copyOf(given, length) : given;
      String sql = "X'%s'".formatted(HexFormat.of().formatHex(bytes));
      String standard = Base64.getEncoder().encodeToString(bytes);
      List<Wording> spellings = new ArrayList<>(List.of(string(standard, sql)));
      spellings.add(string(standard.replace('+', '-').replace('/', '_').replace("=", ""), sql));
      if (fixed && given.length < length) {
        spellings.add(loose(Base64.getEncoder().encodeToString(given), sql));
      }
      return new Sample(sql, spellings);
    }
  }

  /** UUID. */
  record Uuids() implements Samples {
    @Override
    public List<Sample> edges() {
      return Stream.of(
              "00000000-0000-0000-0000-000000000000",
              "ffffffff-ffff-ffff-ffff-ffffffffffff",
              "6ccd780c-baba-1026-9564-5b8c656024db",
              "0190a0a0-e4ec-7111-9096-02fc00000001")
          .map(Uuids::value)
          .toList();
    }

    @Override
    public Sample random(Random random) {
      return value(new UUID(random.nextLong(), random.nextLong()).toString());
    }

    @Override
    public List<Wording> wrong() {
      return List.of(none("6ccd780c-baba-1026-9564-5b8c656024d"), none("abc"), none(""));
    }

    private static Sample value(String uuid) {
      String sql = "'" + uuid + "'";
      return new Sample(
          sql,
          string(uuid, sql),
          string(uuid.toUpperCase(Locale.ROOT), sql),
          loose(uuid.replace("-", ""), sql),
          loose("{" + uuid + "}", sql));
    }
  }

  /** INET4 and INET6, whose values have many spellings. */
  record Addresses(boolean six) implements Samples {
    @Override
    public List<Sample> edges() {
      return (six
              ? Stream.of(
                  "::",
                  "::1",
                  "2001:db8::1",
                  "::ffff:192.0.2.1",
                  "::192.0.2.1",
                  "fe80::1:0:0:1",
                  "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                  "2001:db8:0:1:1:1:1:1",
                  "1::",
                  "::ffff:0:0")
              : Stream.of("0.0.0.0", "255.255.255.255", "192.0.2.1", "127.0.0.1"))
          .map(this::value)
          .toList();
    }

    @Override
    public Sample random(Random random) {
      byte[] bytes = new byte[six ? 16 : 4];
      random.nextBytes(bytes);
      if (six) {
        Arrays.fill(bytes, 2 + random.nextInt(6), 8 + random.nextInt(8), (byte) 0);
      }
      return value(text(bytes));
    }

    @Override
    public List<Wording> wrong() {
      return six
          ? List.of(none("2001:db8::1::"), none("g::"), none("abc"), none(""), none("::1%lo"))
          : List.of(none("256.0.0.1"), none("1.2.3"), none("::1"), none("abc"), none(""));
    }

    private Sample value(String address) {
      String sql = "'" + address + "'";
      List<Wording> spellings = new ArrayList<>(List.of(string(address, sql)));
      if (six) {
        spellings.add(string(address.toUpperCase(Locale.ROOT), sql));
        if (!address.contains(".")) {
          spellings.add(string(full(address), sql));
        }
      }
      return new Sample(sql, spellings);
    }

    private static String full(String address) {
      try {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        return bytes.length == 4 ? address : groups(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(address, e);
      }
    }

    private static String groups(byte[] bytes) {
      String hex = HexFormat.of().formatHex(bytes);
      return IntStream.range(0, 8)
          .mapToObj(i -> hex.substring(4 * i, 4 * i + 4))
          .collect(Collectors.joining(":"));
    }

    private static String text(byte[] bytes) {
      try {
        return bytes.length == 4
            ? InetAddress.getByAddress(bytes).getHostAddress()
            : Inet6Address.getByAddress("", bytes, -1).getHostAddress();
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  /** JSON. */
  record JsonTexts() implements Samples {
    @Override
    public List<Sample> edges() {
      return Stream.of(
              "{}",
              "[]",
              "\"\"",
              "\"a\"",
              "1.5",
              "0",
              "true",
              "false",
              "{\"a\": [1, null, \"é\"]}",
              "[\"😀\"]",
              "\"it's\"",
              "18446744073709551615",
              "{\"\": {}}",
              "\"\\\\\"")
          .map(JsonTexts::value)
          .toList();
    }

    @Override
    public Sample random(Random random) {
      return value("{\"n\": %d, \"t\": \"%s\"}".formatted(random.nextInt(), random.nextLong()));
    }

    @Override
    public List<Wording> wrong() {
      return List.of();
    }

    private static Sample value(String document) {
      return new Sample(TextSamples.sql(document), json(document, TextSamples.sql(document)));
    }
  }
}
