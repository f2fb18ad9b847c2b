package dev.forebay.server.config;

import dev.forebay.base.config.DataSize;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;

/** The section {@code storage}. */
@Doc("The S3 endpoint and the files behind it.")
public record StorageConfig(
    @Doc("The region that clients sign for.") @Default("us-east-1") String region,
    @Doc("The largest object that a single PUT may upload; larger ones go in parts.")
        @Default("5GB")
        DataSize maxObjectSize,
    @Doc("How long the record of an object's event is kept.") @Default("30d")
        Duration eventRetention) {}
