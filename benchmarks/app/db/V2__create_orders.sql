CREATE TABLE customers (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE orders (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  placed_on DATE NOT NULL,
  FOREIGN KEY (customer_id) REFERENCES customers (id)
);

CREATE TABLE order_lines (
  order_id BIGINT NOT NULL,
  line INT NOT NULL,
  item_id BIGINT NOT NULL,
  quantity INT NOT NULL,
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id) REFERENCES orders (id),
  FOREIGN KEY (item_id) REFERENCES items (id)
);

CREATE TABLE notes (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  item_id BIGINT NOT NULL,
  body VARCHAR(200) NOT NULL,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO customers (id, name) SELECT seq, CONCAT('Customer ', seq) FROM seq_1_to_100;
INSERT INTO orders (id, customer_id, placed_on) SELECT seq, seq MOD 100 + 1, '2026-01-15' FROM seq_1_to_1000;
INSERT INTO order_lines (order_id, line, item_id, quantity)
SELECT o.seq, l.seq, (o.seq * l.seq) MOD 1000 + 1, l.seq FROM seq_1_to_1000 o JOIN seq_1_to_3 l;
