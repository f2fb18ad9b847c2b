package dev.forebay.storage;

import dev.forebay.base.config.Doc;
import dev.forebay.storage.event.ObjectFilter;
import dev.forebay.storage.event.TriggerSettings;
import java.util.List;

/** One entry of the section {@code buckets} of {@code forebay.yaml}. */
@Doc("A bucket of the S3 endpoint.")
public record BucketSettings(
    @Doc("What happens once an object has been uploaded.") List<TriggerSettings> triggers) {
  /** Copies the list. */
  public BucketSettings {
    triggers = List.copyOf(triggers);
  }

  /** Which keys have events; a key that several filters match has one event. */
  List<ObjectFilter> events() {
    return triggers.stream().map(TriggerSettings::filter).distinct().toList();
  }
}
