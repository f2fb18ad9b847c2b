INSERT INTO customers (id, name, email) VALUES
  (1, 'Acorn Bakery', 'accounts@acorn.example'),
  (2, 'Birch & Sons', 'office@birch.example'),
  (3, 'Cedar Cycles', 'billing@cedar.example'),
  (4, 'Dogwood Design', 'hello@dogwood.example'),
  (5, 'Elm Street Gym', 'desk@elmstreet.example');

-- Two invoices from before, one of them past its due date.
INSERT INTO invoices (id, customer_id, amount, status, due_date, created_at) VALUES
  (1, 2, 45.50, 'pending', '2024-02-14', '2024-01-15 10:30:00'),
  (2, 3, 12.00, 'paid', '2024-02-14', '2024-01-15 10:30:00');
