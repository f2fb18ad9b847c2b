package dev.forebay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.Eventually;
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

    Schedules.play(race, nodes);

    assertThat(nodes.history().violations()).isNotEmpty();
  }

  /** A step that nobody comes to would say nothing about what happens there. */
  @Test
  void nodes_readAndWrite_comeToEveryStep() {
    Schedules.fillIsLate(nodes);
    Schedules.intentIsSettledInAWrite(nodes);
    Schedules.fillIsOvertakenBySql(nodes);

    Eventually.passes(() -> assertThat(Failpoints.ALL).allMatch(nodes::havePassed));
  }

  /** It is the race that is found, and not the order of the steps. */
  @ParameterizedTest
  @EnumSource
  void reads_inTheSameOrderWithoutTheRace_areRight(PlantedRace race) {
    Schedules.play(race, nodes);

    assertThat(nodes.history().violations()).isEmpty();
  }
}
