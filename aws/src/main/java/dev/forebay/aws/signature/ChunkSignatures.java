package dev.forebay.aws.signature;

/**
 * The signatures of an aws-chunked body, each made of the one before; the first, of the request's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     calculations: transferring a payload in multiple chunks</a>
 */
final class ChunkSignatures {
  private static final String CHUNK = Signer.ALGORITHM + "-PAYLOAD";
  private static final String TRAILER = Signer.ALGORITHM + "-TRAILER";
  private static final String NOTHING = SigningKey.sha256("");

  private final SigningKey key;
  private final String time;
  private String previous;

  ChunkSignatures(SigningKey key, String time, String seed) {
    this.key = key;
    this.time = time;
    this.previous = seed;
  }

  /** The signature of the next chunk, by the SHA-256 of its data. */
  String chunk(String sha256) {
    previous = key.sign(CHUNK, time, previous + "\n" + NOTHING + "\n" + sha256);
    return previous;
  }

  /** The signature of what follows the last chunk: {@code name:value} and a line feed, each. */
  String trailer(String lines) {
    previous = key.sign(TRAILER, time, previous + "\n" + SigningKey.sha256(lines));
    return previous;
  }
}
