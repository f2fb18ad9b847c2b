package dev.forebay.apps.billing.usage;

/** Ends the reading of a file that cannot be read on, at a place and for a reason. */
final class BrokenFileException extends RuntimeException {
  private final Place place;
  private final String reason;

  BrokenFileException(Place place, String reason) {
    super(place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  Place place() {
    return place;
  }

  String reason() {
    return reason;
  }
}
