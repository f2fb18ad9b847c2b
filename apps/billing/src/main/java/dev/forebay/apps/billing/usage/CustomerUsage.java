package dev.forebay.apps.billing.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one customer used, summed over all of a file's records of this customer. */
public final class CustomerUsage {
  private static final int PLACES_KEPT = 10;

  private final long customerId;
  private final List<Place> places = new ArrayList<>();
  private BigDecimal units = BigDecimal.ZERO;
  private long records;

  CustomerUsage(long customerId) {
    this.customerId = customerId;
  }

  void add(Place place, BigDecimal amount) {
    units = units.add(amount);
    records++;
    if (places.size() < PLACES_KEPT) {
      places.add(place);
    }
  }

  /** The customer. */
  public long customerId() {
    return customerId;
  }

  /** The units used, exactly. */
  public BigDecimal units() {
    return units;
  }

  /** Where the records are, for a report: {@code line 3, line 7 and 2 more}. */
  public String place() {
    String first = places.stream().map(Place::toString).collect(Collectors.joining(", "));
    return records > places.size() ? first + " and " + (records - places.size()) + " more" : first;
  }
}
