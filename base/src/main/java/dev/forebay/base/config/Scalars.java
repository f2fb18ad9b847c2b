package dev.forebay.base.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the text of a YAML scalar into a value, after filling in environment variables. */
final class Scalars {
  private static final Set<Class<?>> TYPES =
      Set.of(
          String.class,
          int.class,
          long.class,
          boolean.class,
          BigDecimal.class,
          Duration.class,
          DataSize.class,
          Secret.class);
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private final UnaryOperator<@Nullable String> environment;

  Scalars(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  static boolean isScalar(Class<?> type) {
    return TYPES.contains(type) || type.isEnum();
  }

  Object parse(String raw, Class<?> type) {
    String text = VARIABLE.matcher(raw).replaceAll(this::variable);
    if (type == String.class) {
      return text;
    }
    if (type == int.class) {
      return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == BigDecimal.class) {
      return number(text);
    }
    if (type == boolean.class) {
      return bool(text);
    }
    if (type == Duration.class) {
      return Durations.parse(text);
    }
    if (type == DataSize.class) {
      return DataSize.parse(text);
    }
    if (type == Secret.class) {
      return new Secret(text);
    }
    return constant(text, type);
  }

  private String variable(MatchResult matcher) {
    String value = environment.apply(matcher.group(1));
    if (value == null) {
      value = matcher.group(2);
    }
    if (value == null) {
      throw new IllegalArgumentException(
          "the environment variable " + matcher.group(1) + " is not set");
    }
    return Matcher.quoteReplacement(value);
  }

  private static BigDecimal number(String text) {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      if (number.precision() > 18 || Math.abs(number.scale()) > 18) {
        throw new IllegalArgumentException("has too many digits");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
  }

  private static long whole(String text, long min, long max) {
    BigDecimal number = number(text);
    boolean fits =
        number.compareTo(BigDecimal.valueOf(min)) >= 0
            && number.compareTo(BigDecimal.valueOf(max)) <= 0;
    if (!fits || number.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("must be a whole number");
    }
    return number.longValue();
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static Object constant(String text, Class<?> type) {
    List<String> names = names(type);
    int ordinal = names.indexOf(text);
    if (ordinal < 0) {
      throw new IllegalArgumentException("must be one of " + String.join(", ", names));
    }
    return type.getEnumConstants()[ordinal];
  }

  /** How an enum's constants are written: in lower case. */
  static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
