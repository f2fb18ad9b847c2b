package dev.forebay.data.request;

/**
 * The form that an answer is wanted in.
 *
 * @param format how the rows are written
 * @param stripNulls whether fields that are null are left out: {@code ;nulls=stripped}
 */
public record Accept(Format format, boolean stripNulls) {
  /** A JSON array, nothing left out. */
  public static final Accept JSON = new Accept(Format.ARRAY, false);

  /** How rows are written. */
  public enum Format {
    /** A JSON array of objects. */
    ARRAY("application/json"),
    /** One JSON object, for exactly one row. */
    OBJECT("application/vnd.pgrst.object+json"),
    /** Comma-separated values under a line of names (RFC 4180). */
    CSV("text/csv");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** The media type that stands for it. */
    public String mediaType() {
      return mediaType;
    }
  }
}
