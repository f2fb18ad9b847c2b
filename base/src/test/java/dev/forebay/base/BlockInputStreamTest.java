package dev.forebay.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BlockInputStreamTest {
  private long seen;

  @Test
  void bytes_readOneByOneOrSkipped_areSeen() throws IOException {
    try (InputStream in = around(new byte[] {(byte) 255, 0, 7, 8, 9})) {
      assertThat(in.read()).isEqualTo(255);
      assertThat(in.read()).isZero();
      in.skipNBytes(2);
      assertThat(in.readAllBytes()).containsExactly(9);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.skip(1)).isZero();
    }
    assertThat(seen).isEqualTo(5);
  }

  @Test
  void bytes_ofAStreamThatCouldBeReset_areSeenOnce() {
    assertThat(around(new byte[1]).markSupported()).isFalse();
  }

  private InputStream around(byte[] bytes) {
    return new BlockInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        seen += Math.max(0, count);
        return count;
      }
    };
  }
}
