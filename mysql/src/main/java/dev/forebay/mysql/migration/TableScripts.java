package dev.forebay.mysql.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A module's share in the tables of Forebay's own: SQL scripts such as {@code V8__loads.sql}, in
 * the folder {@code tables} beside one of its classes. {@link OwnTables} runs them.
 *
 * <p>The numbers are counted over all modules. A script is one statement, and stays as it is once
 * it was released: what should be different is a script of its own.
 */
public record TableScripts(Class<?> beside, List<String> names) {
  /** Makes the list immutable. */
  public TableScripts {
    names = List.copyOf(names);
  }

  /** The scripts of these names. */
  public static TableScripts of(Class<?> beside, String... names) {
    return new TableScripts(beside, List.of(names));
  }

  /** What a script says. */
  public String text(String name) {
    try (InputStream script = beside.getResourceAsStream("tables/" + name)) {
      byte[] bytes = Objects.requireNonNull(script, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
