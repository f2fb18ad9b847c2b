package dev.forebay.aws.signature;

import java.util.Optional;

/** The access keys that there are. */
@FunctionalInterface
public interface AccessKeys {
  /** The key of this id; empty where there is none. */
  Optional<AccessKey> find(String id);
}
