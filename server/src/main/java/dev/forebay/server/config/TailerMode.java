package dev.forebay.server.config;

/** Whether the binlog is read for changes that bypass Forebay. */
public enum TailerMode {
  /** Where it can be. */
  AUTO,
  /** It must be; else Forebay does not start. */
  REQUIRED,
  /** It is not. */
  OFF
}
