package dev.forebay.storage.event;

/** What an upload sets off. */
public sealed interface Trigger {
  /** A function is invoked with the S3 event. */
  record Function(String name) implements Trigger {}

  /** The object's CSV rows are loaded into a table. */
  record LoadInto(String table) implements Trigger {}
}
