INSERT INTO customers (id, name, email, phone, created_at, updated_at) VALUES
  (1, 'Alice Johnson', 'alice@example.com', NULL, '2024-01-15 10:30:00', '2024-01-15 10:30:00'),
  (2, 'Bob Smith', 'bob@example.com', '+44 20 7946 0102', '2024-01-16 09:00:00', '2024-01-16 09:00:00'),
  (3, 'Chandra Rao', 'chandra@example.com', '+91 22 5550 0103', '2024-01-17 16:45:00', '2024-01-17 16:45:00');
