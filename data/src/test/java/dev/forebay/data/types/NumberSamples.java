package dev.forebay.data.types;

import static dev.forebay.data.types.Wording.literal;
import static dev.forebay.data.types.Wording.loose;
import static dev.forebay.data.types.Wording.looseLiteral;
import static dev.forebay.data.types.Wording.none;
import static dev.forebay.data.types.Wording.noneLiteral;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Samples of the types of numbers. */
final class NumberSamples {
  private NumberSamples() {}

  /** TINYINT to BIGINT. */
  record Integers(int bits, boolean unsigned) implements Samples {
    @Override
    public List<Sample> edges() {
      return Stream.of(
              "0", "1", "-1", "7", "42", "100", smallest().toString(), largest().toString())
          .map(BigInteger::new)
          .filter(this::fits)
          .map(Integers::value)
          .toList();
    }

    @Override
    public Sample random(Random random) {
      BigInteger some = new BigInteger(1 + random.nextInt(bits), random);
      BigInteger signed = !unsigned && random.nextBoolean() ? some.negate() : some;
      return fits(signed) ? value(signed) : value(some.shiftRight(1));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          noneLiteral(largest().add(BigInteger.ONE).toString()),
          noneLiteral(smallest().subtract(BigInteger.ONE).toString()),
          noneLiteral("1.5"),
          none("abc"),
          none("1x"),
          none(""));
    }

    private boolean fits(BigInteger value) {
      return value.compareTo(smallest()) >= 0 && value.compareTo(largest()) <= 0;
    }

    private BigInteger smallest() {
      return unsigned ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(bits - 1).negate();
    }

    private BigInteger largest() {
      return BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
    }

    private static Sample value(BigInteger number) {
      String digits = number.toString();
      String sign = number.signum() < 0 ? "-" : "";
      return new Sample(
          digits,
          literal(digits, digits),
          Wording.json("\"" + digits + "\"", digits),
          loose(sign + "00" + number.abs(), digits),
          looseLiteral(digits + ".0", digits),
          looseLiteral(digits + "e0", digits),
          loose(" " + digits, digits),
          loose(number.signum() == 0 ? "-0" : "+" + digits, digits));
    }
  }

  /** YEAR, of which two digits are one as well. */
  record Years() implements Samples {
    @Override
    public List<Sample> edges() {
      return Stream.of(0, 1901, 2155, 2024, 2025, 1970, 1999, 2000).map(Years::value).toList();
    }

    @Override
    public Sample random(Random random) {
      return value(1901 + random.nextInt(255));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          noneLiteral("1900"),
          noneLiteral("2156"),
          noneLiteral("100"),
          noneLiteral("-1"),
          none("abc"),
          none(""));
    }

    private static Sample value(int year) {
      String shown = "" + year;
      List<Wording> spellings = new ArrayList<>(List.of(literal(shown, "'%04d'".formatted(year))));
      if (year > 0) {
        spellings.add(Wording.json("\"" + year + "\"", shown));
      }
      if (year >= 1970 && year < 2070 && year != 2000) {
        spellings.add(looseLiteral("" + year % 100, shown));
        spellings.add(loose("%02d".formatted(year % 100), shown));
      }
      return new Sample("'%04d'".formatted(year), spellings);
    }
  }

  /** TINYINT(1), in which more than two values may be. */
  record Truths() implements Samples {
    @Override
    public List<Sample> edges() {
      return List.of(
          truth(false),
          truth(true),
          new Sample("2", looseLiteral("2", "2")),
          new Sample("-1", looseLiteral("-1", "-1")),
          new Sample("127", looseLiteral("127", "127")));
    }

    @Override
    public Sample random(Random random) {
      return edges().get(random.nextInt(edges().size()));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(noneLiteral("128"), noneLiteral("0.5"), none("abc"), none(""));
    }

    /** As JSON, Java and Python write it. */
    static Sample truth(boolean truth) {
      String bit = truth ? "1" : "0";
      String title = truth ? "True" : "False";
      return new Sample(
          bit,
          literal("" + truth, bit),
          literal(bit, bit),
          Wording.string("" + truth, bit),
          Wording.string(title, bit),
          Wording.string(title.toUpperCase(java.util.Locale.ROOT), bit),
          loose(truth ? "t" : "f", bit));
    }
  }

  /** BIT; of one bit it is a truth as well. */
  record Bits(int bits) implements Samples {
    @Override
    public List<Sample> edges() {
      if (bits == 1) {
        return List.of(Truths.truth(false), Truths.truth(true));
      }
      return Stream.of(BigInteger.ZERO, BigInteger.ONE, largest()).map(Bits::value).toList();
    }

    @Override
    public Sample random(Random random) {
      return bits == 1 ? Truths.truth(random.nextBoolean()) : value(new BigInteger(bits, random));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          noneLiteral(largest().add(BigInteger.ONE).toString()), noneLiteral("-1"), none("abc"));
    }

    private BigInteger largest() {
      return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    private static Sample value(BigInteger number) {
      String digits = number.toString();
      return new Sample(
          digits,
          literal(digits, digits),
          Wording.json("\"" + digits + "\"", digits),
          loose("00" + digits, digits));
    }
  }

  /** DECIMAL; more places than the column has are rounded as the server does it. */
  record Decimals(int precision, int scale, boolean unsigned) implements Samples {
    @Override
    public List<Sample> edges() {
      BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
      return Stream.of(
              BigDecimal.ZERO, BigDecimal.ONE, step, step.negate(), largest(), largest().negate())
          .filter(number -> number.compareTo(largest()) <= 0)
          .filter(number -> !unsigned || number.signum() >= 0)
          .map(this::value)
          .toList();
    }

    @Override
    public Sample random(Random random) {
      int digits = 1 + random.nextInt(precision);
      BigInteger all = new BigInteger(digits * 4, random).mod(BigInteger.TEN.pow(digits));
      return value(new BigDecimal(!unsigned && random.nextBoolean() ? all.negate() : all, scale));
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          noneLiteral(largest().add(BigDecimal.ONE).toPlainString()),
          noneLiteral("1e400"),
          none("NaN"),
          none("abc"),
          none("1,5"),
          none(""));
    }

    private BigDecimal largest() {
      return new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
    }

    private Sample value(BigDecimal number) {
      String plain = number.setScale(scale).toPlainString();
      String point = scale == 0 ? "." : "";
      String less = plain + point + "4";
      String more = plain + point + "5";
      List<Wording> spellings = new ArrayList<>();
      spellings.add(literal(plain, plain));
      spellings.add(Wording.json("\"" + plain + "\"", plain));
      spellings.add(literal(number.stripTrailingZeros().toPlainString(), plain));
      spellings.add(literal(plain + point + "00", plain));
      spellings.add(literal(number.setScale(scale).unscaledValue() + "e-" + scale, plain));
      spellings.add(
          loose((number.signum() < 0 ? "-" : "") + "00" + number.abs().toPlainString(), plain));
      spellings.add(looseLiteral(less, less));
      if (number.abs().compareTo(largest()) < 0) {
        spellings.add(looseLiteral(more, more));
      }
      if (number.signum() == 0) {
        spellings.add(looseLiteral("-" + plain, plain));
      }
      return new Sample(plain, spellings);
    }
  }

  /** FLOAT and DOUBLE. */
  record Floats(boolean wide) implements Samples {
    @Override
    public List<Sample> edges() {
      Stream<Double> common = Stream.of(0d, 1.5, -2.5, 0.1, 1e-10, 16777216d, 123456789d, 1e15);
      Stream<Double> far =
          wide
              ? Stream.of(Double.MAX_VALUE, 2.2250738585072014E-308, 0.1 + 0.2, 9007199254740994d)
              : Stream.of((double) Float.MAX_VALUE, 1.17549435E-38, (double) (0.1f + 0.2f));
      return Stream.concat(common, far).map(this::value).toList();
    }

    @Override
    public Sample random(Random random) {
      double some = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
      return value(some);
    }

    @Override
    public List<Wording> wrong() {
      return List.of(
          noneLiteral(wide ? "1e400" : "1e39"), none("NaN"), none("Infinity"), none("abc"));
    }

    private Sample value(double number) {
      String text = wide ? Double.toString(number) : Float.toString((float) number);
      String sql = text.contains("E") ? text : text + "E0";
      return new Sample(sql, literal(text, sql), Wording.json("\"" + text + "\"", sql));
    }
  }
}
