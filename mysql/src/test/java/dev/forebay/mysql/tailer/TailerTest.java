package dev.forebay.mysql.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.tailer.TailerStatus.Role;
import dev.forebay.testing.Eventually;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryServer
class TailerTest {
  private final TestDatabase db = TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY)");

  @AfterEach
  void drop() {
    db.close();
  }

  @Test
  void firstNode_beginsAtTheLogsEndAndSaysSo() {
    insert(1);
    try (TestTailer node = node("a")) {
      node.catchUp();
      insert(2);

      assertThat(node.catchUp().told()).containsExactly("lost", "2");
      assertThat(node.status().role()).isEqualTo(Role.TAILING);
      assertThat(node.status().problem()).isNull();
    }
  }

  @Test
  void cascade_thatNobodyHasMarked_mayHaveChangedAnything() {
    insert(1);
    insert(2);
    try (TestTailer node = node("a")) {
      node.catchUp();
      db.run("DELETE FROM t WHERE id = 1");

      assertThat(node.catchUp().told())
          .containsExactly("lost", "1", "TablesChanged[what=foreign keys that refer to t]");
    }
  }

  @Test
  void cascade_ofAMarkedStatement_isKnownToItsWriter() {
    insert(1);
    insert(2);
    try (TestTailer node = node("a")) {
      node.catchUp();
      db.database()
          .transaction(
              session -> {
                CascadeTable.marking(
                    session, "t", () -> session.update("DELETE FROM t WHERE id = 1", List.of()));
                return true;
              });
      assertThat(node.catchUp().told()).containsExactly("lost", "1");

      db.database()
          .transaction(
              session -> {
                CascadeTable.marking(
                    session, "other", () -> session.update("DELETE FROM t", List.of()));
                return true;
              });
      assertThat(node.catchUp().told())
          .containsExactly("lost", "1", "2", "TablesChanged[what=foreign keys that refer to t]");
    }
  }

  @Test
  void cascade_behindAMarkedStatement_mayHaveChangedAnything() {
    insert(1);
    insert(2);
    try (TestTailer node = node("a")) {
      node.catchUp();
      db.database()
          .transaction(
              session -> {
                CascadeTable.marking(
                    session, "t", () -> session.update("DELETE FROM t WHERE id = 1", List.of()));
                return session.update("DELETE FROM t WHERE id = 2", List.of());
              });

      assertThat(node.catchUp().told())
          .containsExactly("lost", "1", "2", "TablesChanged[what=foreign keys that refer to t]");
    }
  }

  @Test
  void node_startedAgain_goesOnBehindWhatWasProcessed() {
    try (TestTailer node = node("a")) {
      insert(1);
      node.catchUp().catchUp();
    }
    insert(2);
    try (TestTailer node = node("b")) {
      assertThat(node.catchUp().told()).containsExactly("2");
    }
  }

  @Test
  void events_toldButNotProcessed_areToldToTheNext() {
    node("a").catchUp().close();
    try (TestTailer node = node("b")) {
      node.stopProcessing();
      insert(1);
      node.catchUp();
    }
    try (TestTailer node = node("c")) {
      assertThat(node.catchUp().told()).containsExactly("1");
    }
  }

  @Test
  void lostPosition_notProcessed_isToldToTheNext() {
    try (TestTailer node = node("a")) {
      node.stopProcessing();
      assertThat(node.catchUp().told()).containsExactly("lost");
    }
    try (TestTailer node = node("b")) {
      assertThat(node.catchUp().told()).containsExactly("lost");
    }
  }

  @Test
  void twoNodes_oneTailsAndTheOtherKnowsHowFar() {
    try (TestTailer first = node("a")) {
      first.catchUp();
      try (TestTailer second = node("b")) {
        Instant now = Instant.now();
        Eventually.until(
            "the other node knows",
            () -> {
              Instant reached = second.status().reached();
              return reached != null && reached.isAfter(now);
            });
        insert(1);

        assertThat(first.catchUp().told()).containsExactly("lost", "1");
        assertThat(second.told()).isEmpty();
        assertThat(second.status().role()).isEqualTo(Role.FOLLOWING);
      }
    }
  }

  @Test
  void tailingNode_closed_isFollowedByTheOther() {
    TestTailer first = node("a");
    first.catchUp();
    try (TestTailer second = node("b")) {
      first.close();
      insert(1);

      assertThat(second.catchUp().told()).containsExactly("1");
      assertThat(second.status().role()).isEqualTo(Role.TAILING);
    }
  }

  @Test
  void tailingNode_stuck_isFollowedByTheOther() throws Exception {
    try (TestTailer first = node("a")) {
      first.catchUp();
      first.hang();
      try (TestTailer second = node("b")) {
        insert(1);

        assertThat(second.catchUp().told()).containsExactly("1");
      }
    }
  }

  @Test
  void storedPosition_thatTheLogDoesNotHave_isLost() {
    node("a").catchUp().close();
    db.run("UPDATE forebay_tailer SET position = 'gtid:0-1-999999999'");
    try (TestTailer node = node("b")) {
      insert(1);

      assertThat(node.catchUp().told()).contains("lost");
      insert(2);
      assertThat(node.catchUp().told()).endsWith("2");
    }
  }

  @Test
  void storedPosition_ofAnotherServer_isLost() {
    node("a").catchUp().close();
    db.run("UPDATE forebay_tailer SET server_id = 4711");
    try (TestTailer node = node("b")) {
      assertThat(node.catchUp().told()).containsExactly("lost");
    }
  }

  private TestTailer node(String name) {
    return new TestTailer(db.settings(), name);
  }

  private void insert(int id) {
    db.database().read(s -> s.update("INSERT INTO t VALUES (?)", List.of(id)));
  }
}
