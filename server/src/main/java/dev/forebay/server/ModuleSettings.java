package dev.forebay.server;

import dev.forebay.auth.Policy;
import dev.forebay.cache.CacheSettings;
import dev.forebay.cache.NearSettings;
import dev.forebay.data.TableCaches;
import dev.forebay.functions.FunctionsSettings;
import dev.forebay.functions.gateway.RouteSettings;
import dev.forebay.functions.runtime.FunctionSettings;
import dev.forebay.functions.schedules.ScheduleSettings;
import dev.forebay.http.HttpSettings;
import dev.forebay.jobs.JobSettings;
import dev.forebay.mysql.schema.Booleans;
import dev.forebay.mysql.tailer.TailerSettings;
import dev.forebay.server.config.BucketConfig;
import dev.forebay.server.config.BucketConfig.TriggerConfig;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.config.FunctionConfig;
import dev.forebay.server.run.Options;
import dev.forebay.storage.BucketSettings;
import dev.forebay.storage.StorageSettings;
import dev.forebay.storage.event.ObjectFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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

  FunctionsSettings functions(Supplier<Map<String, String>> environment) {
    return new FunctionsSettings(
        config.functions().entrySet().stream()
            .map(entry -> function(entry.getKey(), entry.getValue()))
            .toList(),
        config.routes().stream()
            .map(r -> new RouteSettings(r.method(), r.path(), r.function(), r.key()))
            .toList(),
        config.schedules().entrySet().stream()
            .map(
                e ->
                    new ScheduleSettings(
                        e.getKey(),
                        e.getValue().expression(),
                        e.getValue().function(),
                        e.getValue().input()))
            .toList(),
        environment);
  }

  JobSettings jobs() {
    return JobSettings.of(data.nodeId());
  }

  private FunctionSettings function(String name, FunctionConfig function) {
    return new FunctionSettings(
        name,
        function.handler(),
        options.application().resolve(function.code()),
        function.timeout(),
        function.retries(),
        function.backoff(),
        function.concurrency(),
        function.environment());
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

  StorageSettings storage() {
    return new StorageSettings(
        config.http().host(),
        Objects.requireNonNullElse(options.s3Port(), config.storage().port()),
        data.folder().resolve("buckets"),
        data.s3Credentials(config.storage()),
        config.storage().region(),
        config.buckets().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> bucket(entry.getValue()))),
        config.storage().maxObjectSize(),
        config.storage().eventRetention(),
        config.http().drainTimeout());
  }

  private static BucketSettings bucket(BucketConfig bucket) {
    List<ObjectFilter> filters =
        bucket.triggers().stream().map(ModuleSettings::filter).distinct().toList();
    return new BucketSettings(filters);
  }

  static ObjectFilter filter(TriggerConfig trigger) {
    return new ObjectFilter(trigger.prefix(), trigger.suffix());
  }
}
