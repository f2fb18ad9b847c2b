-- The same rows as items, for reads that are kept in the process.
CREATE TABLE prices LIKE items;

INSERT INTO prices SELECT * FROM items;
