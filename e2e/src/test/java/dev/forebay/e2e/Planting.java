package dev.forebay.e2e;

import dev.forebay.e2e.Plant.Edit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes Forebay's sources with all mistakes of {@link PlantedRace}, each of which asks whether it
 * is to be made: scripts, which ask a key of Redis, and classes, which ask {@link Failpoints}.
 */
final class Planting {
  /** What is before the packages in the path of a source. */
  private static final String ROOT = "src/main/(java|resources)/";

  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();

  Planting(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes them for a process that obeys the folder; returns the JVM's option that puts the scripts
   * before Forebay's own.
   */
  static String plantAll(Path folder) {
    try {
      new Planting(folder).plant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-Xbootclasspath/a:" + folder.resolve("scripts");
  }

  /** Fails where a source is gone, or has changed where a mistake is to be. */
  void edit() throws IOException {
    for (PlantedRace race : PlantedRace.values()) {
      for (Plant plant : race.plants()) {
        if (plant instanceof Edit edit) {
          sources.put(edit.file(), edited(race, edit));
        }
      }
    }
  }

  private void plant() throws IOException {
    edit();
    List<Path> classes = new ArrayList<>();
    for (var source : sources.entrySet()) {
      boolean script = source.getKey().endsWith(".lua");
      String name = source.getKey().split(ROOT)[1];
      Path file = folder.resolve(script ? "scripts" : "sources").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      if (!script) {
        classes.add(file);
      }
    }
    compile(classes);
  }

  private String edited(PlantedRace race, Edit edit) throws IOException {
    String source = sources.get(edit.file());
    if (source == null) {
      source = Files.readString(RunningForebay.HOME.resolve(edit.file()));
    }
    String wrong = edit.wrong().replace(Plant.PLANTED, question(race, edit));
    String edited = source.replaceFirst(edit.right(), wrong);
    if (edited.equals(source)) {
      throw new IllegalStateException(race + ": " + edit.file() + " has no " + edit.right());
    }
    return edited;
  }

  private static String question(PlantedRace race, Edit edit) {
    String question =
        edit.file().endsWith(".lua")
            ? "(redis.call('GET', 'planted') == '%s')"
            : Failpoints.class.getName() + ".isPlanted(\"%s\")";
    return Matcher.quoteReplacement(question.formatted(race));
  }

  private void compile(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes);
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-nowarn", "-proc:none", "-cp", classPath(), "-d", classes.toString());
      var sourceFiles = manager.getJavaFileObjectsFromPaths(files);
      if (!compiler.getTask(messages, manager, null, options, null, sourceFiles).call()) {
        throw new IllegalStateException("what is planted does not compile:\n" + messages);
      }
    }
  }

  /** The jars of {@code ./forebay run}, and what is woven in. */
  private static String classPath() throws IOException {
    Path own =
        Path.of(Failpoints.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (Stream<Path> jars = Files.list(RunningForebay.HOME.resolve("server/target/lib"))) {
      return Stream.concat(Stream.of(own), jars)
          .map(Path::toString)
          .reduce((one, other) -> one + java.io.File.pathSeparator + other)
          .orElseThrow();
    }
  }
}
