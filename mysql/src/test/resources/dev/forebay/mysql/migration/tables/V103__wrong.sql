-- Runs only where there is a table of this name.
ALTER TABLE forebay_others ADD COLUMN author VARCHAR(100);
