-- The same rows once more, for lists that are kept.
CREATE TABLE shelves LIKE prices;

INSERT INTO shelves SELECT * FROM prices;
