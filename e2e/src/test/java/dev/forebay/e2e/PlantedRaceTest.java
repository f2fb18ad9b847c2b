package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The check of {@link ConsistencyTest} finds each known race, surely: the nodes are held at steps
 * of the protocol, and let go in the order in which it shows.
 */
class PlantedRaceTest {
  private static SteppedNodes nodes;

  @BeforeAll
  static void start() {
    nodes = new SteppedNodes();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @BeforeEach
  void begin() {
    nodes.begin();
  }

  @ParameterizedTest
  @EnumSource
  void reads_withARacePlanted_areFoundOut(PlantedRace race) {
    nodes.plant(race);

    race.play(nodes);

    assertThat(nodes.history().violations()).isNotEmpty();
  }

  /** What the model finds in the protocol is found in the processes. */
  @Test
  void races_areTheMutantsOfTheModel() throws IOException {
    Path model = Path.of("cache/src/test/java/dev/forebay/cache/model/Mutant.java");
    String mutants = Files.readString(RunningForebay.HOME.resolve(model));

    assertThat(Pattern.compile("(?m)^  ([A-Z_]+),?$").matcher(mutants).results())
        .extracting(mutant -> mutant.group(1))
        .filteredOn(mutant -> !mutant.equals("NONE"))
        .containsExactlyInAnyOrder(
            Stream.of(PlantedRace.values()).map(PlantedRace::name).toArray(String[]::new));
  }

  /** A step that nobody comes to would say nothing about what happens there. */
  @Test
  void nodes_readAndWrite_comeToEveryStep() {
    RowSchedules.fillIsLate(nodes);
    RowSchedules.intentIsSettledInAWrite(nodes);
    LogSchedules.fillIsOvertakenBySql(nodes);
    TableSchedules.readIsJoinedBehindItsSelect(nodes);
    TableSchedules.manyRowsAreInsertedByTheFirst(nodes);

    Eventually.passes(() -> assertThat(Failpoints.STEPS).allMatch(nodes.first()::hasPassed));
  }

  /** It is the race that is found, and not the order of the steps. */
  @ParameterizedTest
  @EnumSource
  void reads_inTheSameOrderWithoutTheRace_areRight(PlantedRace race) {
    race.play(nodes);

    assertThat(nodes.history().violations()).isEmpty();
  }
}
