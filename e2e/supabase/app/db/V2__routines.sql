CREATE FUNCTION order_total(wanted INT) RETURNS DECIMAL(12,2) READS SQL DATA
  RETURN (SELECT SUM(quantity * price) FROM order_lines JOIN products ON products.id = product_id WHERE order_id = wanted);

DELIMITER //
CREATE PROCEDURE orders_of(IN customer INT) READS SQL DATA
BEGIN
  SELECT id, status FROM orders WHERE customer_id = customer ORDER BY id;
END //
DELIMITER ;
