CREATE TABLE items (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price DECIMAL(10,2) NOT NULL,
  stock INT NOT NULL,
  created_at DATETIME NOT NULL
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO items (id, name, price, stock, created_at)
SELECT seq, CONCAT('Item ', seq), seq / 100, seq MOD 50, '2026-01-15 10:30:00' FROM seq_1_to_1000;
