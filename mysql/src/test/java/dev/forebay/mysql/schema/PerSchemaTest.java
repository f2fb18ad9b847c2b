package dev.forebay.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PerSchemaTest {
  private final AtomicInteger times = new AtomicInteger();
  private final PerSchema<Integer> counted = new PerSchema<>(_ -> times.incrementAndGet());

  @Test
  void snapshot_askedForAgain_isWorkedOutOnce() {
    Schema schema = new Schema("shop", 1, Map.of());
    assertThat(counted.of(schema)).isEqualTo(1);
    assertThat(counted.of(schema)).isEqualTo(1);
  }

  @Test
  void snapshot_thatIsNew_isWorkedOutAnew() {
    assertThat(counted.of(new Schema("shop", 1, Map.of()))).isEqualTo(1);
    assertThat(counted.of(new Schema("shop", 1, Map.of()))).isEqualTo(2);
  }
}
