package dev.forebay.mysql.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The SQL files of a folder and its subfolders.
 *
 * @param checksums by the path in the folder, for example {@code V1__create.sql}, as Flyway's
 *     history has them: the CRC-32 of the lines without their ends
 */
record MigrationFiles(Map<String, Integer> checksums) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  MigrationFiles {
    checksums = Map.copyOf(checksums);
  }

  static MigrationFiles in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return new MigrationFiles(
          files
              .filter(file -> file.toString().endsWith(".sql"))
              .collect(Collectors.toMap(file -> name(folder, file), MigrationFiles::checksum)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static int checksum(Path file) {
    // Not Files.newBufferedReader, which refuses what is not UTF-8: saying so is Flyway's part.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      CRC32 crc = new CRC32();
      String line = withoutMark(lines.readLine());
      while (line != null) {
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        line = lines.readLine();
      }
      return (int) crc.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String withoutMark(@Nullable String firstLine) {
    return firstLine != null && !firstLine.isEmpty() && firstLine.charAt(0) == BYTE_ORDER_MARK
        ? firstLine.substring(1)
        : firstLine;
  }
}
