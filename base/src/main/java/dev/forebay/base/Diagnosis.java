package dev.forebay.base;

/** What an operator needs to know of an error's cause: for the log, without any value of a row. */
public interface Diagnosis {
  /** The diagnosis, in one line. */
  String diagnosis();
}
