package dev.forebay.data.request;

/** A client's text, cut to what a message may hold. */
public final class Excerpt {
  private static final int LONGEST = 60;

  private Excerpt() {}

  /** The text, or its first 60 characters and three dots. */
  public static String of(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
