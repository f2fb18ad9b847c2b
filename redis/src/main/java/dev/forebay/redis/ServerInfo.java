package dev.forebay.redis;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which server is behind a link, as {@code INFO} tells it.
 *
 * @param runId names the server's process: another one may have lost writes. As long as it is the
 *     same, so are the sockets
 * @param replicationId changes when the server becomes a primary
 * @param primary whether it takes writes
 * @param evictionPolicy the setting {@code maxmemory-policy}
 */
public record ServerInfo(
    String runId, String replicationId, boolean primary, String evictionPolicy) {
  /**
   * Reads the answer to {@code INFO}.
   *
   * @throws RedisUnavailableException where it does not name the process
   */
  static ServerInfo parse(String info) {
    Map<String, String> fields =
        info.lines()
            .filter(line -> !line.startsWith("#") && line.contains(":"))
            .map(line -> line.split(":", 2))
            .collect(Collectors.toMap(field -> field[0], field -> field[1], (one, two) -> one));
    if (!fields.containsKey("run_id")) {
      throw new RedisUnavailableException("INFO does not tell the server's run_id");
    }
    return new ServerInfo(
        fields.getOrDefault("run_id", ""),
        fields.getOrDefault("master_replid", ""),
        fields.getOrDefault("role", "").equals("master"),
        fields.getOrDefault("maxmemory_policy", ""));
  }
}
