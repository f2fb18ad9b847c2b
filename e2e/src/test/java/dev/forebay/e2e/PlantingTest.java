package dev.forebay.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@link PlantedRaceTest} counts on, seen at once and not where a race is not found. */
class PlantingTest {
  @Test
  void mistakes_ofAllRaces_haveTheirPlacesInTheSources() throws IOException {
    new Planting(Path.of("")).edit();
  }

  @Test
  void steps_ofTheProtocol_areMethodsThatAreThere() {
    Weaver.requirePoints();
  }
}
