CREATE TABLE customers (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(254) NOT NULL,
  UNIQUE KEY customers_email (email)
) DEFAULT CHARACTER SET utf8mb4;

-- source_* is the usage file that an invoice comes from; an invoice made by hand has none. source_hash is the SHA-256 of bucket,
-- key and ETag, whose own text would be too long for a key: it is why no file bills a customer twice.
CREATE TABLE invoices (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  amount DECIMAL(10,2) NOT NULL,
  status ENUM('pending', 'paid', 'overdue') NOT NULL DEFAULT 'pending',
  due_date DATE NOT NULL,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  source_bucket VARCHAR(63) NULL,
  source_key VARCHAR(1024) NULL,
  source_etag VARCHAR(64) NULL,
  source_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  KEY invoices_customer (customer_id),
  KEY invoices_status_due (status, due_date),
  UNIQUE KEY invoices_source (source_hash, customer_id),
  CONSTRAINT invoices_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE VIEW overdue_totals AS
SELECT c.id AS customer_id, c.name AS customer_name, COUNT(*) AS invoices, SUM(i.amount) AS total_due
FROM invoices i JOIN customers c ON c.id = i.customer_id
WHERE i.status <> 'paid' AND i.due_date < UTC_DATE()
GROUP BY c.id, c.name;
