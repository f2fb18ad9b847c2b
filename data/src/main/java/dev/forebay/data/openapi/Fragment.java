package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.json.JsonNodes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Members that a part of a document adds to the whole, as JSON without brackets around them.
 *
 * @param tags what stands above groups of operations
 * @param paths the operations
 * @param schemas components, as all that follow
 * @param parameters parameters
 * @param responses responses
 */
@SuppressWarnings("ArrayRecordComponent") // It is never compared, and nobody writes to them.
record Fragment(byte[] tags, byte[] paths, byte[] schemas, byte[] parameters, byte[] responses) {

  static Fragment of(Draft draft) {
    return new Fragment(
        members(draft.tags),
        members(draft.paths),
        members(draft.schemas),
        members(draft.parameters),
        members(draft.responses));
  }

  private static byte[] members(JsonNode whole) {
    byte[] json = JsonNodes.MAPPER.writeValueAsBytes(whole);
    return Arrays.copyOfRange(json, 1, json.length - 1);
  }

  /** Writes one kind of members of all fragments, with commas between them. */
  static void write(List<Fragment> fragments, Function<Fragment, byte[]> kind, JsonBuffer out) {
    boolean first = true;
    for (Fragment fragment : fragments) {
      byte[] members = kind.apply(fragment);
      if (members.length > 0) {
        if (!first) {
          out.put(',');
        }
        out.put(members);
        first = false;
      }
    }
  }

  int length() {
    return tags.length + paths.length + schemas.length + parameters.length + responses.length;
  }
}
