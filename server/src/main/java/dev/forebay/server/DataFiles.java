package dev.forebay.server;

import dev.forebay.auth.ApiKeys;
import dev.forebay.base.file.PrivateJson;
import dev.forebay.server.config.AuthConfig;
import dev.forebay.storage.StorageSettings;
import dev.forebay.storage.s3.S3Credentials;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the data folder keeps of the application itself: the keys that forebay.yaml does not name,
 * and the node's id.
 *
 * @param folder the data folder
 */
record DataFiles(Path folder) {
  private static final int ACCESS_KEY_BYTES = 8;
  private static final int SECRET_BYTES = 24;

  /** The node's name in the tables that several nodes share. */
  record Node(String id) {}

  String nodeId() {
    return new PrivateJson<>(folder.resolve("node.json"), Node.class)
        .loadOrCreate(() -> new Node(UUID.randomUUID().toString()))
        .id();
  }

  ApiKeys apiKeys(AuthConfig config) {
    if (config.secretKey() != null && config.publishableKey() != null) {
      return new ApiKeys(config.secretKey(), config.publishableKey());
    }
    return ApiKeys.loadOrCreate(folder.resolve("keys.json"));
  }

  S3Credentials s3Credentials(StorageSettings settings) {
    if (settings.accessKeyId() != null && settings.secretAccessKey() != null) {
      return new S3Credentials(settings.accessKeyId(), settings.secretAccessKey());
    }
    return new PrivateJson<>(folder.resolve("s3-keys.json"), S3Credentials.class)
        .loadOrCreate(
            () -> S3Credentials.of("FB" + random(ACCESS_KEY_BYTES), random(SECRET_BYTES)));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
