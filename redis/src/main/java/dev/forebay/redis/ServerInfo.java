package dev.forebay.redis;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which server is behind a link, as {@code INFO} tells it.
 *
 * @param identity changes when the server has restarted or a replica has taken over, so when it may
 *     have lost writes: {@code run_id/master_replid}
 * @param primary whether it takes writes
 * @param evictionPolicy the setting {@code maxmemory-policy}
 */
public record ServerInfo(String identity, boolean primary, String evictionPolicy) {
  static ServerInfo parse(String info) {
    Map<String, String> fields =
        info.lines()
            .filter(line -> !line.startsWith("#") && line.contains(":"))
            .map(line -> line.split(":", 2))
            .collect(
                Collectors.toMap(field -> field[0], field -> field[1], (first, second) -> first));
    return new ServerInfo(
        fields.getOrDefault("run_id", "") + "/" + fields.getOrDefault("master_replid", ""),
        fields.getOrDefault("role", "master").equals("master"),
        fields.getOrDefault("maxmemory_policy", ""));
  }
}
