package dev.forebay.client;

/** Stands for the client's class of this name, which an application brings along. */
public class PermanentException extends RuntimeException {
  public PermanentException(String message) {
    super(message);
  }
}
