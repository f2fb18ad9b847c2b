package dev.forebay.data.answer;

import dev.forebay.data.read.CacheStatus;
import dev.forebay.http.Response.Header;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The header that says how a read was answered.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9211">RFC 9211</a>
 */
final class CacheStatusHeader {
  private static final Map<CacheStatus, Header> HEADERS = new EnumMap<>(CacheStatus.class);

  static {
    for (CacheStatus status : CacheStatus.values()) {
      HEADERS.put(status, new Header("Cache-Status", "Forebay; " + parameters(status)));
    }
  }

  private CacheStatusHeader() {}

  static Header of(CacheStatus status) {
    return Objects.requireNonNull(HEADERS.get(status));
  }

  private static String parameters(CacheStatus status) {
    return switch (status) {
      case HIT -> "hit";
      case NEAR -> "hit; detail=near";
      case MISS -> "fwd=miss; stored";
      case PENDING -> "fwd=bypass; detail=pending";
      case WAIT -> "fwd=bypass; detail=wait";
      case BEHIND -> "fwd=bypass; detail=behind";
      case UNAVAILABLE -> "fwd=bypass; detail=unavailable";
      case COLD -> "fwd=bypass; detail=cold";
      case NOT_KEPT -> "fwd=bypass; detail=not-kept";
      case EMBEDS -> "fwd=bypass; detail=embeds";
      case NOT_A_LOOKUP -> "fwd=bypass; detail=not-a-lookup";
      case ROW_FILTER -> "fwd=bypass; detail=row-filter";
      case NO_CACHE -> "fwd=request; detail=no-cache";
      case HIDDEN -> "detail=row-filter";
    };
  }
}
