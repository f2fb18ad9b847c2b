package dev.forebay.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTextTest {
  @Test
  void text_ofMariaDb_tellsItsColumns() {
    assertThat(
            read(
                """
                select `o`.`id` AS `id`,`c`.`name` AS `b``uyer`,concat(`c`.`name`,' from `x`') AS `z`,\
                `db`.`x`.`n` AS `n` from ((`db`.`orders` `o` left join `db`.`customers` `c` \
                on(`o`.`customer_id` = `c`.`id`)) join `db`.`x` on(`db`.`x`.`id` = `o`.`id`)) \
                where `o`.`total` > 10 group by `o`.`id`\
                """))
        .isEqualTo("id=o:orders.id, b`uyer=c:customers.name, z, n=x:x.n");
  }

  @Test
  void text_ofMySql_tellsItsColumns() {
    assertThat(
            read(
                """
                select distinct `o`.`id` AS `id`,(`o`.`total` * 2) AS `twice`,_utf8mb4'it\\'s' AS `s`,\
                (select count(0) from `db`.`x`) AS `n`,`c`.`id` AS `customer` from (`db`.`orders` `o` \
                join (`db`.`customers` `c` left join `db`.`x` on((`c`.`id` = `db`.`x`.`id`))) \
                on((`o`.`customer_id` = `c`.`id`))) order by `o`.`id` limit 3\
                """))
        .isEqualTo("id=o:orders.id, twice, s, n, customer=c:customers.id");
  }

  @Test
  void tables_thatAreQueriesOrOfOtherDatabases_giveNoOrigin() {
    assertThat(
            read(
                """
                select `d`.`id` AS `id`,`f`.`a` AS `a`,`o`.`id` AS `o` from ((select `db`.`t`.`id` AS \
                `id` from `db`.`t`) `d` join `other`.`f` join `db`.`orders` `o`)\
                """))
        .isEqualTo("id, a, o=o:orders.id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select",
        "select `db`.`t`.`id` AS `id`",
        "select `db`.`t`.`id` AS `id` from `db`.`t` union select 1 AS `id`",
        "(select `db`.`t`.`id` AS `id` from `db`.`t`) union (select 1 AS `id`)",
        "with `c` as (select 1 AS `id`) select `c`.`id` AS `id` from `c`",
        "select `t`.`id` AS `id` from `db`.`t` join `other`.`t`",
        "select `db`.`t`.`id` from `db`.`t`",
        "select '`db`.`t`.`id` AS `id` from `db`.`t`",
        "values (1)"
      })
  void text_thatIsNoPlainSelect_tellsNothing(String sql) {
    assertThat(
            ViewText.items("db", sql).stream().map(ViewText.Item::origin).filter(Objects::nonNull))
        .isEmpty();
  }

  private static String read(String sql) {
    List<ViewText.Item> items = ViewText.items("db", sql);
    return items.stream().map(ViewTextTest::shown).collect(Collectors.joining(", "));
  }

  private static String shown(ViewText.Item item) {
    Origin origin = item.origin();
    return origin == null
        ? item.alias()
        : "%s=%s:%s.%s".formatted(item.alias(), origin.place(), origin.table(), origin.column());
  }
}
