-- More rows than the load runs read in one go, so that each read of another row finds nothing in the cache.
CREATE TABLE parts (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price DECIMAL(10,2) NOT NULL,
  stock INT NOT NULL,
  created_at DATETIME NOT NULL
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO parts (id, name, price, stock, created_at)
SELECT seq, CONCAT('Part ', seq), seq / 100, seq MOD 50, '2026-01-15 10:30:00' FROM seq_1_to_500000;
