package dev.forebay.storage.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which bytes are UTF-8: those that Java's strict decoder takes. */
class Utf8LinesTest {
  private static final int[] INTERESTING = {
    0x00, 0x0a, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void sequences_ofBytes_areJudgedAsByJavasDecoder() {
    Random random = new Random(20261120);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(5)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) INTERESTING[random.nextInt(INTERESTING.length)];
      }
      assertThat(isTaken(bytes)).as(Arrays.toString(bytes)).isEqualTo(isUtf8(bytes));
    }
  }

  @Test
  void mark_atTheBeginning_isNotPartOfTheText() throws IOException {
    byte[] marked = "\uFEFFé\uFEFF".getBytes(StandardCharsets.UTF_8);
    byte[] read = new Utf8Lines(new ByteArrayInputStream(marked)).readAllBytes();
    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("é\uFEFF");
  }

  private static boolean isTaken(byte[] bytes) {
    try {
      new Utf8Lines(new ByteArrayInputStream(bytes)).readAllBytes();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
