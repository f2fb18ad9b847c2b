# Shell functions that find a JDK 25; read with "." by the launcher and by benchmarks/run.

# The feature release of the JDK in folder $1, from its release file: starting a JVM to ask is slow.
release_of() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  fi
  for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/.sdkman/candidates/java/* \
    "${HOME:-/}"/.jdks/*; do
    [ -n "$jdk" ] || continue
    version=$(release_of "$jdk") || continue
    if [ "${version:-0}" -ge 25 ]; then
      printf '%s\n' "$jdk"
      return 0
    fi
  done
  return 1
}
