package dev.forebay.data.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.data.OwnNode;
import dev.forebay.mysql.EveryServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Schemas that people know, each in whole: its tables and views are listed, counted, paged, found,
 * embedded, and every row of them is written again as it was read.
 */
@EveryServer
class KnownSchemasTest {
  @ParameterizedTest
  @CsvSource({
    "sakila, film.language_id film.title customer.store_id customer.email rental.rental_date"
        + " staff.active",
    "chinook, Track.AlbumId Track.UnitPrice Album.ArtistId Invoice.CustomerId Employee.ReportsTo",
    "employees, employees.gender departments.dept_name dept_emp.dept_no titles.to_date"
        + " salaries.salary",
    "wordpress, wp_options.option_name wp_postmeta.post_id wp_postmeta.meta_key wp_posts.post_date"
        + " wp_posts.post_name wp_users.user_registered wp_comments.comment_author wp_terms.slug"
  })
  void schema_readAndWrittenAsItIs_isTheSame(String name, String columns) throws IOException {
    Map<String, List<String>> lookups = new TreeMap<>();
    for (String column : columns.split(" ")) {
      String[] parts = column.split("\\.");
      lookups.computeIfAbsent(parts[0], table -> new ArrayList<>()).add(parts[1]);
    }
    Findings findings = new Findings(name);
    try (OwnNode own = OwnNode.withLookups(lookups)) {
      List<String> statements = statements(name);
      Lenient.run(own.db(), session -> statements.forEach(sql -> session.update(sql, List.of())));
      own.refresh();
      TwoNodes nodes = new TwoNodes(own);
      for (KnownTable table : KnownTable.all(own.db())) {
        List<String> looked = lookups.getOrDefault(table.name(), List.of());
        Findings of = findings.of(table.name());
        new SchemaChecks(own.db(), table, looked, nodes, of).run();
      }
    }
    assertThat(findings.isEmpty()).as("%s", findings).isTrue();
  }

  private static List<String> statements(String name) throws IOException {
    try (InputStream file = KnownSchemasTest.class.getResourceAsStream(name + ".sql")) {
      String sql = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return List.of(sql.split(";\n"));
    }
  }
}
