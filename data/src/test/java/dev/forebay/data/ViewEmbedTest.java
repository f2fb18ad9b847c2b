package dev.forebay.data;

import dev.forebay.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views have the relationships of the tables whose columns they show. */
class ViewEmbedTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)",
          """
          CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, payer_id INT, total INT,
            CONSTRAINT order_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
            CONSTRAINT order_payer FOREIGN KEY (payer_id) REFERENCES customers (id))\
          """,
          """
          CREATE TABLE order_lines (order_id INT, line INT, product VARCHAR(20),
            PRIMARY KEY (order_id, line),
            CONSTRAINT line_order FOREIGN KEY (order_id) REFERENCES orders (id))\
          """,
          """
          CREATE TABLE shipments (id INT PRIMARY KEY, order_id INT, line INT, CONSTRAINT shipment_line
            FOREIGN KEY (order_id, line) REFERENCES order_lines (order_id, line))\
          """,
          "CREATE TABLE notes (order_id INT PRIMARY KEY, note VARCHAR(20),"
              + " CONSTRAINT note_order FOREIGN KEY (order_id) REFERENCES orders (id))",
          "CREATE TABLE tags (id INT PRIMARY KEY, tag VARCHAR(20))",
          """
          CREATE TABLE order_tags (order_id INT, tag_id INT, PRIMARY KEY (order_id, tag_id),
            FOREIGN KEY (order_id) REFERENCES orders (id),
            FOREIGN KEY (tag_id) REFERENCES tags (id))\
          """,
          """
          CREATE TABLE employees (id INT PRIMARY KEY, name VARCHAR(20), manager_id INT,
            CONSTRAINT employee_manager FOREIGN KEY (manager_id) REFERENCES employees (id))\
          """,
          "CREATE VIEW people AS SELECT id, name AS `full name`, CONCAT('it''s `', name, '`') AS"
              + " loud FROM customers WHERE name <> 'from'",
          "CREATE VIEW sales AS SELECT DISTINCT o.id AS sale, o.customer_id AS buyer, o.total * 2"
              + " AS twice, (SELECT COUNT(*) FROM order_lines l WHERE l.order_id = o.id) AS n FROM"
              + " orders o WHERE o.total > 0 ORDER BY o.id",
          "CREATE VIEW big_sales (no, person) AS SELECT sale, buyer FROM sales WHERE twice > 20",
          """
          CREATE VIEW overview AS SELECT o.id, c.id AS customer, c.name, p.name AS payer
          FROM orders o JOIN customers c ON c.id = o.customer_id
          LEFT JOIN (customers p LEFT JOIN employees USING (id)) ON p.id = o.payer_id\
          """,
          "CREATE VIEW lines_of AS SELECT o.id, l.line, l.order_id AS `order` FROM orders o"
              + " JOIN order_lines l ON l.order_id = o.id",
          "CREATE VIEW part_of_a_key AS SELECT line FROM order_lines",
          "CREATE VIEW hierarchy AS SELECT e.id, e.name, m.id AS boss_id, m.name AS boss"
              + " FROM employees e LEFT JOIN employees m ON m.id = e.manager_id",
          "CREATE VIEW everyone AS SELECT id, name FROM customers UNION SELECT id, name FROM"
              + " employees",
          "CREATE VIEW derived AS SELECT d.customer_id FROM (SELECT customer_id FROM orders) d",
          "CREATE VIEW computed AS SELECT customer_id + 0 AS customer_id FROM orders",
          "CREATE VIEW doubled AS SELECT o.id FROM orders o JOIN customers c ON c.id < 3",
          "CREATE VIEW tagged AS SELECT id, tag FROM tags",
          "CREATE VIEW new_tags AS SELECT x.order_id AS sold, x.tag_id, t.tag FROM order_tags x"
              + " JOIN tags t ON t.id = x.tag_id WHERE t.tag = 'new'",
          "CREATE VIEW half_a_junction AS SELECT order_id FROM order_tags",
          "INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid')",
          "INSERT INTO orders VALUES (1, 1, 2, 10), (2, 1, NULL, 20), (3, 2, 2, 5)",
          "INSERT INTO order_lines VALUES (1, 1, 'tea'), (1, 2, 'cup'), (3, 1, 'mug')",
          "INSERT INTO shipments VALUES (1, 1, 2)",
          "INSERT INTO notes VALUES (2, 'fragile')",
          "INSERT INTO tags VALUES (1, 'new'), (2, 'rush')",
          "INSERT INTO order_tags VALUES (1, 1), (1, 2), (2, 2)",
          "INSERT INTO employees VALUES (1, 'Eve', NULL), (2, 'Fay', 1), (3, 'Gus', 1)");

  @ParameterizedTest
  @MethodSource
  void embed_ofOrInAView_showsRelatedRows(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> embed_ofOrInAView_showsRelatedRows() {
    return Stream.of(
        get("a table in a view", "sales?select=sale,customers(name)&order=sale")
            .expect(
                200,
                """
                [{"sale":1,"customers":{"name":"Ann"}},{"sale":2,"customers":{"name":"Ann"}},\
                {"sale":3,"customers":{"name":"Bob"}}]\
                """),
        get("a view in a table", "customers?select=name,sales(sale)&order=id&sales.order=sale.desc")
            .expect(
                200,
                """
                [{"name":"Ann","sales":[{"sale":2},{"sale":1}]},\
                {"name":"Bob","sales":[{"sale":3}]},{"name":"Cid","sales":[]}]\
                """),
        get("one of a view in a table", "orders?select=id,people!order_customer(loud)&id=eq.3")
            .expect(200, "[{\"id\":3,\"people\":{\"loud\":\"it's `Bob`\"}}]"),
        get("a view in a view", "sales?select=sale,people(%22full%20name%22)&sale=eq.1")
            .expect(200, "[{\"sale\":1,\"people\":{\"full name\":\"Ann\"}}]"),
        get("a view over a view, inner", "people?select=id,big_sales!inner(no)")
            .expect(200, "[{\"id\":1,\"big_sales\":[{\"no\":2}]}]"),
        get("by the view's column", "big_sales?select=no,person(name)")
            .expect(200, "[{\"no\":2,\"person\":{\"name\":\"Ann\"}}]"),
        get("by the foreign key", "big_sales?select=no,order_customer(name)")
            .expect(200, "[{\"no\":2,\"order_customer\":{\"name\":\"Ann\"}}]"),
        get("against a key to the view's table", "sales?select=sale,order_lines(product)&sale=lt.3")
            .expect(
                200,
                """
                [{"sale":1,"order_lines":[{"product":"tea"},{"product":"cup"}]},\
                {"sale":2,"order_lines":[]}]\
                """),
        get("one against a unique key", "sales?select=sale,notes(note)&sale=in.(1,2)&order=sale")
            .expect(
                200, "[{\"sale\":1,\"notes\":null},{\"sale\":2,\"notes\":{\"note\":\"fragile\"}}]"),
        get("through a junction", "sales?select=sale,tagged(tag)&sale=eq.1&tagged.order=tag")
            .expect(200, "[{\"sale\":1,\"tagged\":[{\"tag\":\"new\"},{\"tag\":\"rush\"}]}]"),
        get("through a view of a junction", "orders?select=id,tags!new_tags(tag)&order=id")
            .expect(
                200,
                """
                [{"id":1,"tags":[{"tag":"new"}]},{"id":2,"tags":[]},{"id":3,"tags":[]}]\
                """),
        get(
                "through a view, views at both ends, inner",
                "tagged?select=tag,sales!new_tags!inner(sale)&sales.sale=lt.3")
            .expect(200, "[{\"tag\":\"new\",\"sales\":[{\"sale\":1}]}]"),
        get("a junction and not its views", "tags?select=tag,orders(id)&id=eq.2&orders.order=id")
            .expect(200, "[{\"tag\":\"rush\",\"orders\":[{\"id\":1},{\"id\":2}]}]"),
        get("a join of tables", "overview?select=id,name,order_lines(line)&id=eq.1")
            .expect(
                200, "[{\"id\":1,\"name\":\"Ann\",\"order_lines\":[{\"line\":1},{\"line\":2}]}]"),
        get("a composite key", "lines_of?select=line,shipments(id)&line=eq.2")
            .expect(200, "[{\"line\":2,\"shipments\":[{\"id\":1}]}]"),
        get("a spread", "sales?select=sale,...people(loud)&sale=eq.3")
            .expect(200, "[{\"sale\":3,\"loud\":\"it's `Bob`\"}]"),
        get("sorted by one", "sales?select=sale,people()&order=people(id).desc,sale")
            .expect(200, "[{\"sale\":3},{\"sale\":1},{\"sale\":2}]"));
  }

  @ParameterizedTest
  @MethodSource
  void embed_withoutOneRelationship_isRefused(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> embed_withoutOneRelationship_isRefused() {
    return Stream.of(
        none("a union", "everyone", "orders"),
        none("a derived table", "derived", "customers"),
        none("an expression", "computed", "customers"),
        none("a part of a key", "part_of_a_key", "shipments"),
        get("several", "orders?select=id,people(loud)")
            .expect(
                300,
                """
                {"code":"PGRST201","message":"Could not embed because more than one relationship was \
                found for 'orders' and 'people'","details":[\
                {"cardinality":"many-to-one","embedding":"orders with people","relationship":\
                "order_customer using orders(customer_id) and people(id)"},\
                {"cardinality":"many-to-one","embedding":"orders with people","relationship":\
                "order_payer using orders(payer_id) and people(id)"}],\
                "hint":"Try changing 'people' to one of the following: 'people!order_customer', \
                'people!order_payer'. Find the desired relationship in the 'details' key."}\
                """),
        get("half of a junction", "orders?select=id,tags!half_a_junction(tag)")
            .expect(
                400,
                noRelationship(
                    "orders",
                    "tags",
                    " using the hint 'half_a_junction'",
                    "Name a foreign key, its column or a junction behind the !, or leave it out")),
        get(
                "a row that a view has twice, to sort by",
                "notes?select=note,doubled()&order=doubled(id)")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB410",
                    "A query has several rows where one value is wanted",
                    null,
                    "Order by an embedded table instead of a view of it; in a routine or trigger,"
                        + " read one row")),
        get("a row that a view has twice", "notes?select=note,doubled(id)")
            .expect(
                400,
                ErrorScenariosTest.error(
                    "FB208",
                    "doubled has several rows where one is embedded",
                    null,
                    "Embed the table that the view shows, or read the view by itself")));
  }

  private static Scenario none(String name, String view, String target) {
    return get(name, view + "?select=" + target + "(*)")
        .expect(
            400,
            noRelationship(
                view,
                target,
                "",
                "A view has the foreign keys of tables' columns that it shows unchanged, all of a"
                    + " key; of a UNION none are known."));
  }

  private static String noRelationship(String near, String far, String by, String hint) {
    return ErrorScenariosTest.error(
        "PGRST200",
        "Could not find a relationship between '%s' and '%s' in the schema cache"
            .formatted(near, far),
        ("Searched for a foreign key relationship between '%s' and '%s'%s in the schema '%s',"
                + " but no matches were found.")
            .formatted(near, far, by, NODE.db.database().name()),
        hint);
  }

  private static Scenario get(String name, String query) {
    return Scenario.of(name, "GET /rest/v1/" + query);
  }
}
