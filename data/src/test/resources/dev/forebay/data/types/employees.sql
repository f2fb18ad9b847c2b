-- A company's staff: the tables, keys and views of the Employees database, written anew, and a few rows.
CREATE TABLE employees (
  emp_no INT NOT NULL PRIMARY KEY, birth_date DATE NOT NULL, first_name VARCHAR(14) NOT NULL, last_name VARCHAR(16) NOT NULL,
  gender ENUM('M','F') NOT NULL, hire_date DATE NOT NULL);
CREATE TABLE departments (dept_no CHAR(4) NOT NULL PRIMARY KEY, dept_name VARCHAR(40) NOT NULL, UNIQUE KEY (dept_name));
CREATE TABLE dept_manager (
  emp_no INT NOT NULL, dept_no CHAR(4) NOT NULL, from_date DATE NOT NULL, to_date DATE NOT NULL, PRIMARY KEY (emp_no, dept_no),
  CONSTRAINT manager_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE,
  CONSTRAINT manager_department FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE);
CREATE TABLE dept_emp (
  emp_no INT NOT NULL, dept_no CHAR(4) NOT NULL, from_date DATE NOT NULL, to_date DATE NOT NULL, PRIMARY KEY (emp_no, dept_no),
  CONSTRAINT member_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE,
  CONSTRAINT member_department FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE);
CREATE TABLE titles (
  emp_no INT NOT NULL, title VARCHAR(50) NOT NULL, from_date DATE NOT NULL, to_date DATE, PRIMARY KEY (emp_no, title, from_date),
  CONSTRAINT title_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE);
CREATE TABLE salaries (
  emp_no INT NOT NULL, salary INT NOT NULL, from_date DATE NOT NULL, to_date DATE NOT NULL, PRIMARY KEY (emp_no, from_date),
  CONSTRAINT salary_employee FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE);
INSERT INTO employees VALUES
  (10001, '1953-09-02', 'Georgi', 'Facello', 'M', '1986-06-26'), (10002, '1964-06-02', 'Bezalel', 'Simmel', 'F', '1985-11-21'),
  (10003, '1959-12-03', 'Parto', 'Bamford', 'M', '1986-08-28');
INSERT INTO departments VALUES ('d001', 'Marketing'), ('d002', 'Finance'), ('d005', 'Development');
INSERT INTO dept_manager VALUES (10002, 'd001', '1985-01-01', '1991-10-01'), (10003, 'd002', '1991-10-01', '9999-01-01');
INSERT INTO dept_emp VALUES
  (10001, 'd005', '1986-06-26', '9999-01-01'), (10002, 'd001', '1996-08-03', '9999-01-01'), (10003, 'd002', '1995-12-03', '9999-01-01'),
  (10001, 'd001', '1986-06-26', '1990-01-01');
INSERT INTO titles VALUES
  (10001, 'Senior Engineer', '1986-06-26', '9999-01-01'), (10002, 'Staff', '1996-08-03', NULL), (10003, 'Staff', '1995-12-03', '9999-01-01');
INSERT INTO salaries VALUES
  (10001, 60117, '1986-06-26', '1987-06-26'), (10001, 62102, '1987-06-26', '1988-06-25'), (10002, 65828, '1996-08-03', '1997-08-03');
CREATE VIEW dept_emp_latest_date AS SELECT emp_no, MAX(from_date) AS from_date, MAX(to_date) AS to_date FROM dept_emp GROUP BY emp_no;
CREATE VIEW current_dept_emp AS
  SELECT l.emp_no, d.dept_no, l.from_date, l.to_date
  FROM dept_emp d JOIN dept_emp_latest_date l ON d.emp_no = l.emp_no AND d.from_date = l.from_date AND l.to_date = d.to_date;
