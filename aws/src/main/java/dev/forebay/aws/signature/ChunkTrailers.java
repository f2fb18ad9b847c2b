package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What follows the last chunk of a body: the headers that {@code x-amz-trailer} announced. */
final class ChunkTrailers {
  private static final String SIGNATURE = "x-amz-trailer-signature";

  private final Set<String> announced;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ChunkTrailers(Set<String> announced) {
    this.announced = announced;
  }

  static ChunkTrailers announced(Collection<String> headers) {
    return new ChunkTrailers(
        headers.stream()
            .flatMap(names -> Arrays.stream(names.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** Reads them, up to the body's end; signatures is null where nothing is signed. */
  void read(ChunkLines in, @Nullable ChunkSignatures signatures) throws IOException {
    StringBuilder signed = new StringBuilder();
    String signature = null;
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      Map.Entry<String, String> trailer = parse(line);
      if (trailer.getKey().equals(SIGNATURE)) {
        signature = trailer.getValue();
      } else {
        add(trailer);
        signed.append(trailer.getKey()).append(':').append(trailer.getValue()).append('\n');
      }
    }
    in.requireEnd();
    if (!values.keySet().equals(announced)) {
      throw ChunkedBody.invalid("The body has no " + missing() + ", which x-amz-trailer names.");
    }
    if (signatures != null && !announced.isEmpty()) {
      requireSignature(signature, signatures.trailer(signed.toString()));
    }
  }

  private void add(Map.Entry<String, String> trailer) {
    if (!announced.contains(trailer.getKey())
        || values.put(trailer.getKey(), trailer.getValue()) != null) {
      throw ChunkedBody.invalid("The body ends with a header that x-amz-trailer does not name.");
    }
  }

  private List<String> missing() {
    return announced.stream().filter(name -> !values.containsKey(name)).sorted().toList();
  }

  private static Map.Entry<String, String> parse(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw ChunkedBody.invalid("A trailer of the body cannot be read.");
    }
    return Map.entry(
        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
        line.substring(colon + 1).strip());
  }

  private static void requireSignature(@Nullable String signature, String expected) {
    if (signature == null || !SigningKey.same(signature, expected)) {
      throw new AwsException(
          CommonError.WRONG_SIGNATURE, "The signature of the body's trailer does not match.");
    }
  }
}
