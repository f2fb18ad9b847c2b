package dev.forebay.server.demo;

/** A step of the story went otherwise than it should. */
public final class WrongTurnException extends RuntimeException {
  WrongTurnException(String message) {
    super(message);
  }
}
