package dev.forebay.server;

import dev.forebay.storage.event.ObjectEvent;
import tools.jackson.databind.json.JsonMapper;

/** The event of a bulk load: which version of which object, as JSON. */
record ObjectVersion(String bucket, String key, String version) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static ObjectVersion of(ObjectEvent event) {
    return new ObjectVersion(event.bucket(), event.key(), event.version());
  }

  static ObjectVersion read(byte[] json) {
    return JSON.readValue(json, ObjectVersion.class);
  }

  byte[] toJson() {
    return JSON.writeValueAsBytes(this);
  }
}
