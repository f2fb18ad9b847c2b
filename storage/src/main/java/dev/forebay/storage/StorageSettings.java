package dev.forebay.storage;

import dev.forebay.base.config.DataSize;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import dev.forebay.base.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The section {@code storage} of {@code forebay.yaml}. */
@Doc("The S3 endpoint and the files behind it.")
public record StorageSettings(
    @Doc("The port of the S3 endpoint; 0 takes a free one.") @Default("9000") int port,
    @Doc("The region that buckets and events name.") @Default("us-east-1") String region,
    @Doc("The S3 access key; without it, a random one, kept in the data folder.")
        @Nullable String accessKeyId,
    @Doc("The secret that belongs to accessKeyId; best taken from the environment.")
        @Nullable Secret secretAccessKey,
    @Doc("The largest object that a single PUT may upload; larger ones go in parts.")
        @Default("5GB")
        DataSize maxObjectSize,
    @Doc("How long the record of an object's event is kept.") @Default("30d")
        Duration eventRetention) {
  /** Checks the region, and that both parts of the access key are there or none. */
  public StorageSettings {
    if (!region.matches("[A-Za-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("region must be letters, digits and hyphens");
    }
    if ((accessKeyId == null) != (secretAccessKey == null)) {
      throw new IllegalArgumentException("accessKeyId and secretAccessKey go together");
    }
  }
}
