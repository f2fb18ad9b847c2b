package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** CHAR under MariaDB's collations that do not pad, which compares with blanks that it hides. */
class NoPadCharTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE parents (k CHAR(5) COLLATE utf8mb4_uca1400_nopad_ai_ci PRIMARY KEY, n INT)",
          "CREATE TABLE children (id INT PRIMARY KEY, p CHAR(20) COLLATE"
              + " utf8mb4_uca1400_nopad_ai_ci, FOREIGN KEY (p) REFERENCES parents (k))",
          "INSERT INTO parents VALUES ('a', 1), ('bc', 2)",
          "INSERT INTO children VALUES (1, 'a'), (2, 'A'), (3, 'bc')");

  @Test
  void embeds_ofColumnsOfOtherLengths_findAllRowsOfBothSides() {
    assertThat(read("parents?select=n,children(id)&order=n&children.order=id"))
        .isEqualTo(
            "[{\"n\":1,\"children\":[{\"id\":1},{\"id\":2}]},"
                + "{\"n\":2,\"children\":[{\"id\":3}]}]");
    assertThat(read("children?select=id,parents(n)&order=id"))
        .isEqualTo(
            "[{\"id\":1,\"parents\":{\"n\":1}},{\"id\":2,\"parents\":{\"n\":1}},"
                + "{\"id\":3,\"parents\":{\"n\":2}}]");
  }

  private static String read(String path) {
    return NODE.client.get("/rest/v1/" + path).body();
  }
}
