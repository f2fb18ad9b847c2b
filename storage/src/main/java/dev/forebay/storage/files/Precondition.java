package dev.forebay.storage.files;

import dev.forebay.storage.s3.S3Errors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conditional write demands of the current object.
 *
 * @param ifMatch the ETag that it must have, or null
 * @param ifNoneMatch the ETag that it must not have, {@code *} for any, or null
 */
record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
  static final Precondition NONE = new Precondition(null, null);

  boolean isNone() {
    return ifMatch == null && ifNoneMatch == null;
  }

  /** S3's PreconditionFailed where the current ETag, if there is an object, is not as demanded. */
  void require(Optional<String> current) {
    boolean matches = ifMatch == null || current.filter(etag -> same(ifMatch, etag)).isPresent();
    boolean differs =
        ifNoneMatch == null || current.filter(etag -> same(ifNoneMatch, etag)).isEmpty();
    if (!matches || !differs) {
      throw S3Errors.preconditionFailed();
    }
  }

  private static boolean same(String demanded, String etag) {
    return demanded.equals("*") || demanded.replace("\"", "").equals(etag.replace("\"", ""));
  }
}
