package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.e2e.ForebayCommand.Outcome;
import dev.forebay.testing.Eventually;
import dev.forebay.testing.Tmpfs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of the command line is told. */
class CommandLineTest {
  private static final String BILLING = RunningForebay.HOME.resolve("apps/billing").toString();

  @TempDir private Path folder;

  private static Outcome forebay(String... arguments) throws Exception {
    return ForebayCommand.run(arguments);
  }

  @Test
  void help_asked_namesTheCommands() throws Exception {
    Outcome outcome = forebay("--help");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).contains("run", "demo", "dead-letters", "version");
  }

  @Test
  void version_asked_isTheRelease() throws Exception {
    assertThat(forebay("version").output()).startsWith("forebay 0.1.0");
  }

  @Test
  void command_misspelt_isAUsageError() throws Exception {
    Outcome outcome = forebay("rnu");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("rnu").contains("run");
  }

  @Test
  void run_folderWithoutAnApplication_saysWhatIsMissing() throws Exception {
    Outcome outcome = forebay("run", folder.toString());

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                1,
                "forebay: There is no forebay.yaml in %s (FB801)\n".formatted(folder)
                    + "Name the folder of an application, one that has a forebay.yaml."));
  }

  @Test
  void run_wrongKey_namesFileLineKeyAndNearest() throws Exception {
    Files.writeString(folder.resolve("forebay.yaml"), "name: x\ncache:\n  tll: 1h\n");

    assertThat(forebay("run", folder.toString()))
        .isEqualTo(
            new Outcome(
                1,
                "forebay: forebay.yaml:3: cache.tll: unknown key; did you mean \"ttl\"? (FB801)"));
  }

  @Test
  void run_portTaken_namesThePortAndTheFlag() throws Exception {
    Files.writeString(folder.resolve("forebay.yaml"), "name: x\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Outcome outcome =
          forebay("run", folder.toString(), "--port", port, "--s3-port", "0", "--data", data());

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.output()).contains(port, "(FB802)", "--port").doesNotContain("\tat ");
    }
  }

  @Test
  void run_dataFolderIsAFile_saysSo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    Outcome outcome =
        forebay("run", BILLING, "--port", "0", "--s3-port", "0", "--data", file.toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).contains(file.toString(), "(FB803)").doesNotContain("\tat ");
  }

  @Test
  void run_dataFolderIsReadOnly_saysSo() throws Exception {
    Path data = folder.resolve("data");
    try (Tmpfs disk = Tmpfs.mount(data, "1m")) {
      disk.makeReadOnly();

      Outcome outcome =
          forebay("run", BILLING, "--port", "0", "--s3-port", "0", "--data", data.toString());

      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  1,
                  "forebay: The data folder %s cannot be written to (FB803)\n".formatted(data)
                      + "FileSystemException: %s/lock: Read-only file system\n".formatted(data)
                      + "Make it a folder that this user may write to, or choose another one with"
                      + " --data."));
      assertThat(data).isEmptyDirectory();
    }
  }

  @Test
  void run_dataFolderOfAnotherProcess_saysSo() throws Exception {
    try (RunningForebay first = RunningForebay.app("customers")) {
      Outcome second =
          forebay(
              "run", BILLING, "--port", "0", "--s3-port", "0", "--data", first.data().toString());

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.output())
          .contains(first.data().toString(), "(FB803)")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void runFile_whileRunning_isPrivateAndGoneAfterwards() throws Exception {
    try (RunningForebay forebay = RunningForebay.app("customers")) {
      Path file = forebay.data().resolve("run.json");

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(forebay.run().propertyNames())
          .contains(
              "url", "s3Url", "pid", "secretKey", "publishableKey", "s3", "database", "cache");
      assertThat(arguments(forebay)).doesNotContain(forebay.secretKey());
      forebay.stop();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void deadLetters_notRunning_saysHowToStart() throws Exception {
    Outcome outcome = forebay("dead-letters", BILLING, "--data", folder.toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).contains("(FB806)", "forebay run");
  }

  @Test
  void deadLetters_ofABadFile_areListedShownAndReplayed() throws Exception {
    try (RunningForebay billing = RunningForebay.app("billing")) {
      billing.upload(
          "usage-data-bucket", "bad.json", "{\"customer_id\": 999, \"usage_amount\": 1}");
      String data = billing.data().toString();
      Eventually.passes(
          Duration.ofSeconds(30), () -> assertThat(Billing.deadLetters(billing)).hasSize(1));
      String id = Billing.deadLetters(billing).get(0).get("id").asString();

      assertThat(forebay("dead-letters", BILLING, "--data", data).output())
          .contains(id, "generate-invoice", "bad.json");
      assertThat(forebay("dead-letters", BILLING, "show", id, "--data", data).output())
          .contains("bad.json", "usage-data-bucket");
      assertThat(forebay("dead-letters", BILLING, "replay", id, "--data", data).output())
          .startsWith("replayed " + id);
      Eventually.passes(
          Duration.ofSeconds(30), () -> assertThat(Billing.deadLetters(billing)).hasSize(2));
      assertThat(forebay("dead-letters", BILLING, "replay", "987", "--data", data).output())
          .contains("(FB706)");
    }
  }

  private static String arguments(RunningForebay forebay) {
    return forebay
        .process()
        .descendants()
        .map(process -> process.info().commandLine().orElse(""))
        .toList()
        .toString();
  }

  private static String data() throws IOException {
    return RunningForebay.freshDataFolder().toString();
  }
}
