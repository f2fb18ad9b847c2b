package dev.forebay.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  record Shelf(String label, @Default("3") int boards, List<String> tags) {
    Shelf {
      if (boards > 9) {
        throw new IllegalArgumentException("a shelf has at most 9 boards");
      }
    }
  }

  record Limits(@Default("30s") Duration delay, @Default("10MB") DataSize size) {}

  record Room(String shelf) {}

  record House(
      @Doc("What it is called.") String name,
      @Nullable Colour colour,
      @Default("false") boolean sold,
      Limits limits,
      Map<String, Shelf> shelves,
      List<Room> rooms) {
    House {
      for (int i = 0; i < rooms.size(); i++) {
        if (!shelves.containsKey(rooms.get(i).shelf())) {
          throw new ConfigProblem(List.of("rooms", i, "shelf"), "there is no such shelf");
        }
      }
    }
  }

  private static final UnaryOperator<@Nullable String> ENVIRONMENT =
      name -> name.equals("OWNER") ? "Ann" : null;

  private static House read(String yaml) {
    ConfigFile file = ConfigFile.parse("house.yaml", yaml, ENVIRONMENT);
    file.requireKeysOf(List.of(House.class));
    return file.as(House.class);
  }

  @Test
  void read_everythingGiven_bindsEveryType() {
    House house =
        read(
            """
            name: ${OWNER}'s ${KIND:-house}
            colour: dark_blue
            sold: true
            limits: {delay: 5m, size: 2KB}
            shelves:
              hall: {label: a, boards: 1, tags: [x, y]}
            rooms:
              - {shelf: hall}
            """);

    assertThat(house)
        .isEqualTo(
            new House(
                "Ann's house",
                Colour.DARK_BLUE,
                true,
                new Limits(Duration.ofMinutes(5), new DataSize(2048)),
                Map.of("hall", new Shelf("a", 1, List.of("x", "y"))),
                List.of(new Room("hall"))));
  }

  @Test
  void read_onlyWhatIsRequired_takesDefaults() {
    assertThat(read("name: n\ncolour:\n"))
        .isEqualTo(
            new House(
                "n",
                null,
                false,
                new Limits(Duration.ofSeconds(30), new DataSize(10 << 20)),
                Map.of(),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: n;shelfs: {}|house.yaml:2: shelfs: unknown key; did you mean \"shelves\"?",
        "name: n;xyzzyxyzzy: 1|house.yaml:2: xyzzyxyzzy: unknown key; the keys here are name,"
            + " colour, sold, limits, shelves, rooms",
        "sold: true|house.yaml:1: name: is missing",
        "name: [a]|house.yaml:1: name: must be a single value, not a list or a mapping",
        "name: n;sold: yes|house.yaml:2: sold: must be true or false",
        "name: n;colour: green|house.yaml:2: colour: must be one of red, dark_blue",
        "name: n;limits: 3|house.yaml:2: limits: must be a mapping of keys to values",
        "name: n;limits: {delay: soon}|house.yaml:2: limits.delay: not a duration; write it like"
            + " 50ms, 30s, 5m, 1h or 1d",
        "name: n;limits: {size: 1TB}|house.yaml:2: limits.size: not a size; write it like 512,"
            + " 64KB, 10MB or 5GB",
        "name: ${NOBODY}|house.yaml:1: name: the environment variable NOBODY is not set",
        "name: n;name: m|house.yaml:2: name: is there twice",
        "name: n;shelves: {a: {label: l, tags: x}}|house.yaml:2: shelves.a.tags: must be a list",
        "name: n;shelves:;  a:;    label: l;    boards: 10|house.yaml:4: shelves.a: a shelf has at"
            + " most 9 boards",
        "name: n;shelves: {a: {label: l, boards: 1.5}}|house.yaml:2: shelves.a.boards: must be a"
            + " whole number",
        "name: n;shelves: {a: {label: l, boards: 99999999999}}|house.yaml:2: shelves.a.boards: must"
            + " be a whole number",
        "name: n;rooms:;  -;    shelf: a|house.yaml:4: rooms[0].shelf: there is no such shelf",
        "name: 'n|house.yaml:1: not valid YAML: found unexpected end of stream",
      })
  void read_wrongFile_namesFileLineKeyAndRemedy(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace(';', '\n')))
        .isInstanceOfSatisfying(
            ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
        .hasMessage(message);
  }

  @Test
  void read_noFile_saysWhichFolder(@TempDir Path folder) {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("forebay.yaml"), ENVIRONMENT))
        .hasMessage("There is no forebay.yaml in " + folder);
  }

  @Test
  void schema_ofARecord_describesItsKeys() {
    assertThat(ConfigSchema.of(List.of(House.class), "House"))
        .contains("\"additionalProperties\" : false")
        .contains("\"required\" : [ \"name\" ]")
        .contains("\"description\" : \"What it is called.\"")
        .contains("\"enum\" : [ \"red\", \"dark_blue\" ]");
  }

  record Locked(Secret password) {}

  @Test
  void read_aSecret_holdsItAndDoesNotShowIt() {
    Locked read =
        ConfigFile.parse("forebay.yaml", "password: ${PASSWORD}", name -> "hidden-" + name)
            .as(Locked.class);

    assertThat(read.password().value()).isEqualTo("hidden-PASSWORD");
    assertThat(read + " " + read.password()).doesNotContain("hidden");
  }

  record Outside(Shelf garden) {}

  @Test
  void read_keysOfTwoRecords_goToEach() {
    ConfigFile file = ConfigFile.parse("f.yaml", "password: p\ngarden: {label: l}", name -> null);

    file.requireKeysOf(List.of(Locked.class, Outside.class));

    assertThat(file.as(Locked.class).password().value()).isEqualTo("p");
    assertThat(file.as(Outside.class).garden().label()).isEqualTo("l");
  }

  @Test
  void read_aKeyOfNoneOfTwoRecords_isRefusedWithTheNearest() {
    ConfigFile file = ConfigFile.parse("f.yaml", "\ngardn: {}", name -> null);

    assertThatThrownBy(() -> file.requireKeysOf(List.of(Locked.class, Outside.class)))
        .hasMessage("f.yaml:2: gardn: unknown key; did you mean \"garden\"?");
  }

  @Test
  void check_aValueThatIsWrongBesideOthers_namesItsLine() {
    ConfigFile file = ConfigFile.parse("f.yaml", "password: p\ngarden:\n  label: l", name -> null);

    assertThatThrownBy(
            () ->
                file.check(
                    () -> {
                      throw new ConfigProblem(List.of("garden", "label"), "is taken");
                    }))
        .hasMessage("f.yaml:3: garden.label: is taken");
  }
}
