CREATE TABLE customers (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(200) NOT NULL UNIQUE,
  city VARCHAR(100),
  preferences JSON
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE products (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  title VARCHAR(100) NOT NULL,
  price DECIMAL(10,2) NOT NULL,
  stock INT NOT NULL DEFAULT 0,
  FULLTEXT KEY products_title (title)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE orders (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id INT NOT NULL,
  status ENUM('pending', 'paid', 'shipped') NOT NULL DEFAULT 'pending',
  placed_on DATE NOT NULL,
  note VARCHAR(200),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE order_lines (
  order_id INT NOT NULL,
  product_id INT NOT NULL,
  quantity INT NOT NULL,
  PRIMARY KEY (order_id, product_id),
  CONSTRAINT lines_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT lines_product FOREIGN KEY (product_id) REFERENCES products (id)
);

CREATE TABLE employees (
  id INT NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  manager_id INT,
  CONSTRAINT employees_manager FOREIGN KEY (manager_id) REFERENCES employees (id)
);

INSERT INTO customers (id, name, email, city, preferences) VALUES
  (1, 'Ada', 'ada@example.com', 'London', '{"theme": "dark", "tags": ["a", "b"]}'),
  (2, 'Bo', 'bo@example.com', 'Oslo', '{"theme": "light", "tags": []}'),
  (3, 'Cleo', 'cleo@example.com', NULL, NULL);

INSERT INTO products (id, title, price, stock) VALUES
  (1, 'Pen', 1.50, 100), (2, 'Ink', 12.00, 5), (3, 'Paper', 4.25, 0);

INSERT INTO orders (id, customer_id, status, placed_on, note) VALUES
  (1, 1, 'paid', '2026-01-10', 'leave at the door'),
  (2, 1, 'pending', '2026-02-11', NULL),
  (3, 2, 'shipped', '2026-03-12', 'Gift');

INSERT INTO order_lines (order_id, product_id, quantity) VALUES (1, 1, 10), (1, 2, 1), (2, 3, 2), (3, 1, 1);

INSERT INTO employees (id, name, manager_id) VALUES (1, 'Root', NULL), (2, 'Mid', 1), (3, 'Leaf', 2);
