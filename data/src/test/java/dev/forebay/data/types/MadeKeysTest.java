package dev.forebay.data.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.OwnNode;
import dev.forebay.data.types.TwoNodes.Seen;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MariaDbOnly;
import dev.forebay.mysql.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that the server makes, and rows whose keys it keeps more of than a client sees. */
@EveryServer
class MadeKeysTest {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json", "Prefer", "return=minimal");
  private static final Map<String, String> MERGE =
      Map.of("Content-Type", "application/json", "Prefer", "resolution=merge-duplicates");

  @AutoClose
  private static final OwnNode OWN =
      OwnNode.over(
          "CREATE TABLE by_default (id CHAR(36) PRIMARY KEY DEFAULT (UUID()), n INT)",
          "CREATE TABLE by_trigger (id VARCHAR(36) NOT NULL PRIMARY KEY, n INT)",
          "CREATE TRIGGER t BEFORE INSERT ON by_trigger FOR EACH ROW SET NEW.id = UUID()",
          "CREATE TABLE counted (id INT PRIMARY KEY AUTO_INCREMENT, n INT)",
          TestServer.either(
              """
              CREATE TABLE versioned (id INT PRIMARY KEY, n INT,
                row_start TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
                row_end TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
                PERIOD FOR SYSTEM_TIME (row_start, row_end)) WITH SYSTEM VERSIONING\
              """,
              "CREATE TABLE versioned (id INT PRIMARY KEY, n INT)"));

  private static final TwoNodes NODES = new TwoNodes(OWN);

  @ParameterizedTest
  @ValueSource(strings = {"by_default", "by_trigger", "counted"})
  void row_withoutItsKey_isInserted(String table) {
    Seen one = NODES.send(0, "POST", table, "{\"n\":1}", JSON);
    Seen more = NODES.send(1, "POST", table, "[{\"n\":2},{\"n\":2}]", JSON);

    assertThat(one.status()).as("%s", one).isEqualTo(201);
    assertThat(more.status()).as("%s", more).isEqualTo(201);
    List<ShownRow> rows = ShownRow.of(NODES.fresh(table + "?order=n").body());
    assertThat(rows).extracting(row -> row.field("n")).containsExactly("1", "2", "2");
    assertThat(rows).extracting(row -> row.field("id")).doesNotHaveDuplicates();
  }

  /** MariaDB's server would count on: 0 is to be stored, or refused. */
  @ParameterizedTest
  @ValueSource(strings = {"POST counted", "PUT counted?id=eq.0", "MERGE counted"})
  void row_withTheKey0_isStoredAsThatOrRefused(String request) {
    String[] parts = request.split(" ");
    boolean merge = parts[0].equals("MERGE");
    for (int n = 10; n < 12; n++) {
      String row = "{\"id\":0,\"n\":%d}".formatted(n);
      Seen seen = NODES.send(0, merge ? "POST" : parts[0], parts[1], row, merge ? MERGE : JSON);

      String others = NODES.fresh("counted?id=neq.0&n=gte.10").body();
      assertThat(others).as("other rows after %s", seen).isEqualTo("[]");
      assertThat(seen.isGood() || seen.isRefusal() || seen.isConflict()).as("%s", seen).isTrue();
      if (seen.isGood()) {
        assertThat(NODES.fresh("counted?id=eq.0").body()).isEqualTo("[" + row + "]");
      }
    }
    NODES.send(0, "DELETE", "counted?id=eq.0", "", Map.of());
  }

  @Test
  @MariaDbOnly
  void row_ofAVersionedTable_isCachedPutAndMerged() {
    Seen put = NODES.send(0, "PUT", "versioned?id=eq.1", "{\"id\":1,\"n\":1}", JSON);
    Seen merged = NODES.send(1, "POST", "versioned", "{\"id\":1,\"n\":2}", MERGE);

    assertThat(put.isGood()).as("%s", put).isTrue();
    assertThat(merged.isGood()).as("%s", merged).isTrue();
    String path = "versioned?select=id,n&id=eq.1";
    NODES.warm(path);
    Seen seen = NODES.cached(0, path);
    assertThat(seen.body()).isEqualTo("[{\"id\":1,\"n\":2}]");
    assertThat(seen.cacheStatus()).isEqualTo("Forebay; hit");
  }
}
