package dev.forebay.server.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of one run.
 *
 * @param application the application's folder
 * @param dataFolder where its data is
 * @param engineFolder where the embedded engines' programs are unpacked, for all applications
 * @param port of the data API and the routes, 0 for a free one; null: as forebay.yaml says
 * @param s3Port of the S3 endpoint, likewise
 */
public record Options(
    Path application,
    Path dataFolder,
    Path engineFolder,
    @Nullable Integer port,
    @Nullable Integer s3Port) {
  /** Options of an application; its data is in its own folder where none is given. */
  public static Options of(
      Path application, @Nullable Path data, @Nullable Integer port, @Nullable Integer s3Port) {
    Path folder = application.toAbsolutePath().normalize();
    Path dataFolder = data == null ? folder.resolve(".forebay") : data.toAbsolutePath().normalize();
    return new Options(folder, dataFolder, sharedFolder(), port, s3Port);
  }

  /** {@code ~/.cache/forebay}: unpacking 350 MB once is enough. */
  private static Path sharedFolder() {
    return Path.of(System.getProperty("user.home"), ".cache", "forebay");
  }
}
