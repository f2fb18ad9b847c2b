package dev.forebay.data;

import dev.forebay.mysql.EveryServer;
import dev.forebay.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
class EmbedScenariosTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.over(
          """
          CREATE TABLE countries (code CHAR(2) PRIMARY KEY, name VARCHAR(20) NOT NULL)\
          """,
          """
          CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL,
            country CHAR(2), CONSTRAINT customer_country FOREIGN KEY (country)
              REFERENCES countries (code))\
          """,
          """
          CREATE TABLE profiles (customer_id INT PRIMARY KEY REFERENCES customers (id),
            bio VARCHAR(20))\
          """,
          """
          CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, payer_id INT,
            total DECIMAL(8,2) NOT NULL,
            CONSTRAINT order_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
            CONSTRAINT order_payer FOREIGN KEY (payer_id) REFERENCES customers (id))\
          """,
          """
          CREATE TABLE order_lines (order_id INT, line INT, product VARCHAR(20), n INT NOT NULL,
            PRIMARY KEY (order_id, line), FOREIGN KEY (order_id) REFERENCES orders (id))\
          """,
          """
          CREATE TABLE shipments (id INT PRIMARY KEY, order_id INT, line INT,
            FOREIGN KEY (order_id, line) REFERENCES order_lines (order_id, line))\
          """,
          "CREATE TABLE tags (id INT PRIMARY KEY, tag VARCHAR(20) NOT NULL)",
          """
          CREATE TABLE order_tags (order_id INT REFERENCES orders (id),
            tag_id INT REFERENCES tags (id), PRIMARY KEY (order_id, tag_id))\
          """,
          """
          CREATE TABLE employees (id INT PRIMARY KEY, name VARCHAR(20), manager_id INT,
            CONSTRAINT employee_manager FOREIGN KEY (manager_id) REFERENCES employees (id))\
          """,
          "INSERT INTO countries VALUES ('DE', 'Germany'), ('FR', 'France')",
          "INSERT INTO customers VALUES (1, 'Ann', 'de'), (2, 'Bob', 'FR'), (3, 'Cid', NULL)",
          "INSERT INTO profiles VALUES (1, 'likes tea')",
          """
          INSERT INTO orders VALUES (1, 1, 2, 10.00), (2, 1, NULL, 20.50), (3, 2, 2, 5.00),
            (4, NULL, NULL, 1.00)\
          """,
          """
          INSERT INTO order_lines VALUES (1, 1, 'tea', 2), (1, 2, 'cup', 1), (1, 3, 'pot', 1),
            (2, 1, 'tea', 5), (3, 1, 'mug', 3)\
          """,
          "INSERT INTO shipments VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1)",
          "INSERT INTO tags VALUES (1, 'new'), (2, 'rush'), (3, 'gift')",
          "INSERT INTO order_tags VALUES (1, 1), (1, 2), (2, 2)",
          "INSERT INTO employees VALUES (1, 'Eve', NULL), (2, 'Fay', 1), (3, 'Gus', 1), (4, 'Hal',"
              + " 2)");

  @ParameterizedTest
  @MethodSource
  void embed_ofRelatedRows_showsThem(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> embed_ofRelatedRows_showsThem() {
    return Stream.of(
        get("one", "orders?select=id,customers!order_customer(name)&order=id")
            .expect(
                200,
                """
                [{"id":1,"customers":{"name":"Ann"}},{"id":2,"customers":{"name":"Ann"}},\
                {"id":3,"customers":{"name":"Bob"}},{"id":4,"customers":null}]\
                """),
        get("one by the column", "orders?select=id,payer_id(name)&order=id&limit=2")
            .expect(
                200, "[{\"id\":1,\"payer_id\":{\"name\":\"Bob\"}},{\"id\":2,\"payer_id\":null}]"),
        get("one by the foreign key", "orders?select=id,order_payer(name)&id=eq.1")
            .expect(200, "[{\"id\":1,\"order_payer\":{\"name\":\"Bob\"}}]"),
        get(
                "two by one table",
                "orders?id=eq.1&select=c:customers!customer_id(id),p:customers!payer_id(id)")
            .expect(200, "[{\"c\":{\"id\":1},\"p\":{\"id\":2}}]"),
        get("one in another case", "customers?select=name,countries(name)&order=id")
            .expect(
                200,
                """
                [{"name":"Ann","countries":{"name":"Germany"}},\
                {"name":"Bob","countries":{"name":"France"}},{"name":"Cid","countries":null}]\
                """),
        get(
                "many",
                "customers?select=name,orders!order_customer(id,total)&order=id&orders.order=id")
            .expect(
                200,
                """
                [{"name":"Ann","orders":[{"id":1,"total":10.00},{"id":2,"total":20.50}]},\
                {"name":"Bob","orders":[{"id":3,"total":5.00}]},{"name":"Cid","orders":[]}]\
                """),
        get("many in another case", "countries?select=code,customers(name)&order=code")
            .expect(
                200,
                """
                [{"code":"DE","customers":[{"name":"Ann"}]},\
                {"code":"FR","customers":[{"name":"Bob"}]}]\
                """),
        get("one to one", "customers?select=id,profiles(bio)&order=id&limit=2")
            .expect(
                200,
                "[{\"id\":1,\"profiles\":{\"bio\":\"likes tea\"}},{\"id\":2,\"profiles\":null}]"),
        get("by a junction", "orders?select=id,tags(tag)&order=id&limit=3&tags.order=tag.desc")
            .expect(
                200,
                """
                [{"id":1,"tags":[{"tag":"rush"},{"tag":"new"}]},{"id":2,"tags":[{"tag":"rush"}]},\
                {"id":3,"tags":[]}]\
                """),
        get("by a junction backwards", "tags?select=tag,orders(id)&order=id&orders.order=id")
            .expect(
                200,
                """
                [{"tag":"new","orders":[{"id":1}]},{"tag":"rush","orders":[{"id":1},{"id":2}]},\
                {"tag":"gift","orders":[]}]\
                """),
        get("by two columns", "shipments?select=id,order_lines(product)&order=id")
            .expect(
                200,
                """
                [{"id":1,"order_lines":{"product":"tea"}},{"id":2,"order_lines":{"product":"cup"}},\
                {"id":3,"order_lines":{"product":"tea"}}]\
                """),
        get(
                "by two columns backwards",
                "order_lines?order_id=eq.1&select=line,shipments(id)&order=line")
            .expect(
                200,
                """
                [{"line":1,"shipments":[{"id":1}]},{"line":2,"shipments":[{"id":2}]},\
                {"line":3,"shipments":[]}]\
                """),
        get(
                "of the same table",
                "employees?select=name,manager:employees!manager_id(name)&order=id")
            .expect(
                200,
                """
                [{"name":"Eve","manager":null},{"name":"Fay","manager":{"name":"Eve"}},\
                {"name":"Gus","manager":{"name":"Eve"}},{"name":"Hal","manager":{"name":"Fay"}}]\
                """),
        get(
                "of the same table backwards",
                "employees?select=name,staff:employees!id(name)&order=id&limit=2&staff.order=id")
            .expect(
                200,
                """
                [{"name":"Eve","staff":[{"name":"Fay"},{"name":"Gus"}]},\
                {"name":"Fay","staff":[{"name":"Hal"}]}]\
                """),
        get(
                "within others",
                "countries?code=eq.DE&select=customers(name,orders!customer_id(id,order_lines(n),tags(tag)))"
                    + "&customers.orders.order=id&customers.orders.order_lines.order=line&customers.orders.tags.order=id")
            .expect(
                200,
                """
                [{"customers":[{"name":"Ann","orders":[\
                {"id":1,"order_lines":[{"n":2},{"n":1},{"n":1}],"tags":[{"tag":"new"},{"tag":"rush"}]},\
                {"id":2,"order_lines":[{"n":5}],"tags":[{"tag":"rush"}]}]}]}]\
                """),
        get("everything of a cached row", "customers?id=eq.1&select=*,countries(*)")
            .expect(
                200,
                """
                [{"id":1,"name":"Ann","country":"de","countries":{"code":"DE","name":"Germany"}}]\
                """),
        get(
                "the fields themselves",
                "orders?id=eq.1&select=id,...customers!customer_id(who:name,...countries(country:name)),total")
            .expect(200, "[{\"id\":1,\"who\":\"Ann\",\"country\":\"Germany\",\"total\":10.00}]"),
        get(
                "the fields of none",
                "orders?id=eq.4&select=id,...customers!customer_id(name,orders!payer_id(id),profiles(bio))")
            .expect(200, "[{\"id\":4,\"name\":null,\"orders\":[],\"profiles\":null}]"),
        get("nothing of them", "orders?id=eq.1&select=id,customers!customer_id()")
            .expect(200, "[{\"id\":1}]"));
  }

  @ParameterizedTest
  @MethodSource
  void embed_ofSomeRows_showsThose(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> embed_ofSomeRows_showsThose() {
    return Stream.of(
        get("a filter", "orders?select=id,order_lines(n)&order_lines.product=eq.tea&order=id")
            .expect(
                200,
                """
                [{"id":1,"order_lines":[{"n":2}]},{"id":2,"order_lines":[{"n":5}]},\
                {"id":3,"order_lines":[]},{"id":4,"order_lines":[]}]\
                """),
        get(
                "a filter on one",
                "orders?select=id,customers!customer_id(name)&customers.name=like.B*&order=id&limit=3")
            .expect(
                200,
                """
                [{"id":1,"customers":null},{"id":2,"customers":null},\
                {"id":3,"customers":{"name":"Bob"}}]\
                """),
        get(
                "a group of filters",
                "orders?select=id,order_lines(n)&order_lines.or=(n.eq.5,product.eq.cup)&order=id&limit=2")
            .expect(
                200,
                "[{\"id\":1,\"order_lines\":[{\"n\":1}]},{\"id\":2,\"order_lines\":[{\"n\":5}]}]"),
        get(
                "only rows that have some",
                "orders?select=id,order_lines!inner(n)&order_lines.product=eq.tea&order=id")
            .expect(
                200,
                "[{\"id\":1,\"order_lines\":[{\"n\":2}]},{\"id\":2,\"order_lines\":[{\"n\":5}]}]"),
        get(
                "only rows that have some by a junction",
                "orders?select=id,tags!inner(tag)&tags.tag=eq.new")
            .expect(200, "[{\"id\":1,\"tags\":[{\"tag\":\"new\"}]}]"),
        get(
                "only rows that have some that have some",
                "countries?select=code,customers!inner(name,orders!order_customer!inner(id))&customers.orders.total=gt.20")
            .expect(
                200,
                "[{\"code\":\"DE\",\"customers\":[{\"name\":\"Ann\",\"orders\":[{\"id\":2}]}]}]"),
        get(
                "only staff that has staff",
                "employees?select=name,s:employees!id!inner(name)&s.name=eq.Hal")
            .expect(200, "[{\"name\":\"Fay\",\"s\":[{\"name\":\"Hal\"}]}]"),
        get("rows without", "orders?select=id,order_lines()&order_lines=is.null")
            .expect(200, "[{\"id\":4}]"),
        get("rows with", "orders?select=id,tags()&tags=not.is.null&order=id")
            .expect(200, "[{\"id\":1},{\"id\":2}]"),
        get(
                "rows with or without",
                "orders?select=id,tags(),order_lines()&or=(tags.not.is.null,order_lines.is.null)&order=id")
            .expect(200, "[{\"id\":1},{\"id\":2},{\"id\":4}]"),
        get(
                "a count of those that have some",
                "orders?select=id,order_lines!inner(n)&order_lines.product=eq.tea&order=id&limit=1")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"id\":1,\"order_lines\":[{\"n\":2}]}]")
            .expectHeader("Content-Range", "0-0/2"),
        get(
                "the first of each",
                "orders?select=id,order_lines(product)&order_lines.order=n.desc,line&order_lines.limit=2&order=id")
            .expect(
                200,
                """
                [{"id":1,"order_lines":[{"product":"tea"},{"product":"cup"}]},\
                {"id":2,"order_lines":[{"product":"tea"}]},\
                {"id":3,"order_lines":[{"product":"mug"}]},{"id":4,"order_lines":[]}]\
                """),
        get(
                "the rest of each",
                "orders?select=id,order_lines(line)&order_lines.order=line&order_lines.offset=1&order=id&limit=2")
            .expect(
                200,
                "[{\"id\":1,\"order_lines\":[{\"line\":2},{\"line\":3}]},{\"id\":2,\"order_lines\":[]}]"),
        get(
                "the first of each by a junction",
                "orders?select=id,tags(tag)&tags.order=tag&tags.limit=1&order=id&limit=2")
            .expect(
                200,
                "[{\"id\":1,\"tags\":[{\"tag\":\"new\"}]},{\"id\":2,\"tags\":[{\"tag\":\"rush\"}]}]"),
        get(
                "in the order of the embedded",
                "orders?select=id,customers!customer_id(name)&order=customers(name).desc.nullslast,id.desc")
            .expect(
                200,
                """
                [{"id":3,"customers":{"name":"Bob"}},{"id":2,"customers":{"name":"Ann"}},\
                {"id":1,"customers":{"name":"Ann"}},{"id":4,"customers":null}]\
                """),
        get(
                "in the order of the same table",
                "employees?select=name,m:employees!manager_id()&order=m(name).nullsfirst,id.desc")
            .expect(
                200,
                "[{\"name\":\"Eve\"},{\"name\":\"Gus\"},{\"name\":\"Fay\"},{\"name\":\"Hal\"}]"));
  }

  @ParameterizedTest
  @MethodSource
  void aggregate_ofRows_combinesThem(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> aggregate_ofRows_combinesThem() {
    return Stream.of(
        get("all rows", "orders?select=count(),total.sum(),most:total.max(),total.min()::text")
            .expect(200, "[{\"count\":4,\"sum\":36.50,\"most\":20.50,\"min\":\"1.00\"}]"),
        get("of no rows", "orders?select=count(),total.sum()&id=gt.9")
            .expect(200, "[{\"count\":0,\"sum\":null}]"),
        get("by a column", "orders?select=customer_id,total.sum(),id.count()&order=customer_id")
            .expect(
                200,
                """
                [{"customer_id":null,"sum":1.00,"count":1},{"customer_id":1,"sum":30.50,"count":2},\
                {"customer_id":2,"sum":5.00,"count":1}]\
                """),
        get("a mean", "order_lines?select=n.avg()").expect(200, "[{\"avg\":2.4000}]"),
        get("a mean as a number", "order_lines?select=n.avg()::int").expect(200, "[{\"avg\":2}]"),
        get("counted", "orders?select=customer_id,count()&order=customer_id&limit=1")
            .with("Prefer", "count=exact")
            .expect(206, "[{\"customer_id\":null,\"count\":1}]")
            .expectHeader("Content-Range", "0-0/3"),
        get("of embeds", "orders?select=id,order_lines(n.sum(),count())&order=id")
            .expect(
                200,
                """
                [{"id":1,"order_lines":[{"sum":4,"count":3}]},\
                {"id":2,"order_lines":[{"sum":5,"count":1}]},\
                {"id":3,"order_lines":[{"sum":3,"count":1}]},{"id":4,"order_lines":[]}]\
                """),
        get(
                "by a column of embeds",
                "customers?id=eq.1&select=orders!customer_id(payer_id,total.sum())&orders.order=payer_id")
            .expect(
                200,
                "[{\"orders\":[{\"payer_id\":null,\"sum\":20.50},{\"payer_id\":2,\"sum\":10.00}]}]"),
        get(
                "by an embed",
                "orders?select=total.sum(),customers!customer_id(name)&customer_id=not.is.null&order=customer_id")
            .expect(
                200,
                "[{\"sum\":30.50,\"customers\":{\"name\":\"Ann\"}},{\"sum\":5.00,\"customers\":{\"name\":\"Bob\"}}]"),
        get("by a junction", "orders?select=id,tags(count())&order=id&limit=2")
            .expect(
                200, "[{\"id\":1,\"tags\":[{\"count\":2}]},{\"id\":2,\"tags\":[{\"count\":1}]}]"));
  }

  @ParameterizedTest
  @MethodSource
  void embed_thatIsWrong_saysWhat(Scenario scenario) {
    scenario.run(NODE.client);
  }

  static Stream<Scenario> embed_thatIsWrong_saysWhat() {
    return Stream.of(
        get("nothing like it", "orders?select=id,order_line(n)")
            .expect(
                400,
                """
                {"code":"PGRST200","message":"Could not find a relationship between 'orders' and \
                'order_line' in the schema cache","details":"Searched for a foreign key relationship \
                between 'orders' and 'order_line' in the schema '%s', but no matches were found.",\
                "hint":"Perhaps you meant 'order_lines' instead of 'order_line'."}\
                """
                    .formatted(NODE.db.database().name())),
        get("one of several", "orders?select=id,customers(name)")
            .expect(
                300,
                """
                {"code":"PGRST201","message":"Could not embed because more than one relationship was \
                found for 'orders' and 'customers'","details":[\
                {"cardinality":"many-to-one","embedding":"orders with customers",\
                "relationship":"order_customer using orders(customer_id) and customers(id)"},\
                {"cardinality":"many-to-one","embedding":"orders with customers",\
                "relationship":"order_payer using orders(payer_id) and customers(id)"}],\
                "hint":"Try changing 'customers' to one of the following: \
                'customers!order_customer', 'customers!order_payer'. Find the desired relationship \
                in the 'details' key."}\
                """),
        get("a filter of nothing", "orders?select=id&lines.id=eq.1")
            .expect(
                400,
                """
                {"code":"PGRST108","message":"'lines' is not an embedded resource in this request",\
                "details":null,"hint":"Verify that 'lines' is included in the 'select' query \
                parameter."}\
                """),
        get("an order by many", "orders?select=id,order_lines(n)&order=order_lines(n)")
            .expect(
                400,
                """
                {"code":"PGRST118","message":"A related order on 'order_lines' is not possible",\
                "details":"'orders' and 'order_lines' do not form a many-to-one or one-to-one \
                relationship","hint":null}\
                """),
        get("a filter of an embed", "orders?select=id,order_lines(n)&order_lines=eq.1")
            .expect(
                400,
                """
                {"code":"PGRST120","message":"Bad operator on the 'order_lines' embedded resource",\
                "details":"Only is null or not is null filters are allowed on embedded resources",\
                "hint":null}\
                """),
        get("the fields of many", "orders?select=id,...order_lines(n)")
            .expect(
                400,
                """
                {"code":"PGRST118","message":"A spread operation on 'order_lines' is not possible",\
                "details":"'orders' and 'order_lines' do not form a many-to-one or one-to-one \
                relationship","hint":null}\
                """),
        get(
                "too deep",
                "employees?select=employees!id(employees!id(employees!id(employees!id(employees!id(employees!id(id))))))")
            .expect(
                400,
                """
                {"code":"FB227","message":"The embeds are nested deeper than 5, which is the limit",\
                "details":null,"hint":"Ask for less at once, or raise api.maxEmbedDepth"}\
                """),
        get(
                "an order of groups by what they are not grouped by",
                "orders?select=total.sum(),customer_id&order=id")
            .expect(
                400,
                """
                {"code":"FB208","message":"Groups of rows are sorted by what they are grouped by \
                alone","details":null,"hint":"Name the column of order in select as well"}\
                """),
        get("a sum of texts", "tags?select=tag.sum()")
            .expect(
                400,
                """
                {"code":"FB208","message":"The aggregate sum() is not for tag","details":"The value \
                is varchar(20)","hint":"Numbers have sums and means; numbers, texts, dates and times \
                a smallest and a largest"}\
                """));
  }

  private static Scenario get(String name, String path) {
    return Scenario.of(name, "GET /rest/v1/" + path);
  }
}
