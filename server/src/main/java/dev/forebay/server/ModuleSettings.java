package dev.forebay.server;

import dev.forebay.auth.Policy;
import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.NearSettings;
import dev.forebay.data.TableCaches;
import dev.forebay.functions.Functions;
import dev.forebay.functions.FunctionsSettings;
import dev.forebay.http.server.HttpSettings;
import dev.forebay.jobs.JobSettings;
import dev.forebay.mysql.schema.Booleans;
import dev.forebay.mysql.tailer.TailerSettings;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.run.Options;
import dev.forebay.storage.StorageNode;
import dev.forebay.storage.s3.ListenerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What forebay.yaml, the command line and the data folder mean for each module. */
record ModuleSettings(ForebayConfig config, Options options, DataFiles data) {

  HttpSettings http() {
    return options.port() == null ? config.http() : config.http().withPort(options.port());
  }

  TableCaches tableCaches() {
    return new TableCaches(
        config.cache().ttl(),
        config.tables().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().cache())));
  }

  Booleans booleans() {
    Map<String, List<String>> named = new HashMap<>();
    config
        .tables()
        .forEach(
            (name, table) -> {
              if (table.booleans() != null) {
                named.put(name, table.booleans());
              }
            });
    return new Booleans(named);
  }

  Policy policy() {
    return new Policy(
        config.tables().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().access())));
  }

  Path migrations() {
    return options.application().resolve(config.migrations());
  }

  FunctionsSettings functions() {
    return new FunctionsSettings(config.functions(), config.eventSources());
  }

  JobSettings jobs() {
    return JobSettings.of(
        data.nodeId(),
        Map.of(
            Functions.LANE, config.jobs().functionWorkers(),
            LoadTargets.LANE, config.jobs().loadWorkers()));
  }

  CacheSettings cache() {
    return CacheSettings.DEFAULT
        .withWriteTimeout(config.cache().writeTimeout())
        .withLag(config.cache().lag())
        .withNear(new NearSettings(near(), config.cache().nearSize().bytes()));
  }

  private Map<String, Duration> near() {
    return config.tables().entrySet().stream()
        .filter(table -> table.getValue().cache().near() != null)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                table -> Objects.requireNonNull(table.getValue().cache().near())));
  }

  TailerSettings tailer() {
    return new TailerSettings(data.nodeId(), config.cache().lag());
  }

  StorageNode storageNode() {
    return new StorageNode(
        config.http().host(),
        Objects.requireNonNullElse(options.s3Port(), config.storage().port()),
        data.folder().resolve("buckets"),
        data.s3Credentials(config.storage()),
        new ListenerLimits(
            config.http().maxConnections(),
            config.http().idleTimeout(),
            config.http().clientTimeout(),
            config.http().drainTimeout()));
  }
}
