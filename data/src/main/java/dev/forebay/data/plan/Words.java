package dev.forebay.data.plan;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values that are words of a known form; null for what is none. */
final class Words {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Words() {}

  /**
   * The member of an ENUM, as it is declared. A number is none: MySQL would take it as an index.
   */
  static @Nullable String member(String declaredType, String text) {
    for (String member : TypeWords.members(declaredType)) {
      if (member.equalsIgnoreCase(text)) {
        return member;
      }
    }
    return null;
  }

  /** Members of a SET, with commas between them. */
  static @Nullable String members(String declaredType, String text) {
    List<String> found = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String member = member(declaredType, word);
      if (member == null) {
        return null;
      }
      found.add(member);
    }
    return String.join(",", found);
  }

  static @Nullable String uuid(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return UUID.matcher(lower).matches() ? lower : null;
  }

  /** An address of an INET4 or INET6 column, as MariaDB writes it. */
  static @Nullable String address(String declaredType, String text) {
    try {
      return declaredType.startsWith("inet4")
          ? Inet4Address.ofLiteral(text).getHostAddress()
          : Inet6Address.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Base64 in either of RFC 4648's alphabets, with or without padding. */
  static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
