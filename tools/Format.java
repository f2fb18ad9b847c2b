import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format over every Java source of the tree: {@code check|write
 * ROOT}. Exits 1 and names the files where a check finds some that are not formatted.
 */
public final class Format {
  private static final Formatter FORMATTER = new Formatter();

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    List<Path> unformatted = new ArrayList<>();
    for (Path file : sources(Path.of(args[1]))) {
      String source = Files.readString(file);
      String formatted = format(file, source);
      if (!formatted.equals(source)) {
        unformatted.add(file);
        if (write) {
          Files.writeString(file, formatted);
        }
      }
    }
    unformatted.forEach(
        file -> System.err.println((write ? "formatted " : "not formatted: ") + file));
    if (!write && !unformatted.isEmpty()) {
      System.err.println("Format them with: mvn -N validate -Dformat.mode=write");
      System.exit(1);
    }
  }

  private static String format(Path file, String source) {
    try {
      return FORMATTER.formatSourceAndFixImports(source);
    } catch (FormatterException e) {
      System.err.println("cannot be parsed: " + file + ": " + e.getMessage());
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(Format::isSource)
          .filter(file -> !isBuilt(root.relativize(file)))
          .toList();
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && Files.isRegularFile(file);
  }

  private static boolean isBuilt(Path relative) {
    for (Path part : relative) {
      if (part.toString().equals("target") || part.toString().equals("node_modules")) {
        return true;
      }
    }
    return false;
  }
}
