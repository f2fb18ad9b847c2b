package dev.forebay.apps.billing.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums up a file's records by customer while they are read, so that no file needs much memory. */
final class UsageTally {
  private final Map<Long, CustomerUsage> customers = new LinkedHashMap<>();
  private final Problems problems;
  private long records;

  UsageTally(Problems problems) {
    this.problems = problems;
  }

  /** Takes one record: into its customer's sum, or into the problems. */
  void add(Place place, UsageFields fields) {
    countRecord(place);
    Optional<String> problem = fields.problem();
    if (problem.isPresent()) {
      problems.add(place.toString(), problem.get());
    } else {
      usageOf(fields.customer(), place).add(place, fields.amount());
    }
  }

  /** Takes a record that cannot even be read. */
  void addUnreadable(Place place, String reason) {
    countRecord(place);
    problems.add(place.toString(), reason);
  }

  /** Whether there was no record at all. */
  boolean isEmpty() {
    return records == 0;
  }

  /** Each customer's sum, in the order of their first records. */
  List<CustomerUsage> customers() {
    return List.copyOf(customers.values());
  }

  private void countRecord(Place place) {
    if (++records > UsageFile.MOST_RECORDS) {
      throw new BrokenFileException(
          place, "the file has more than " + UsageFile.MOST_RECORDS + " records; split it");
    }
  }

  private CustomerUsage usageOf(long customer, Place place) {
    CustomerUsage usage = customers.computeIfAbsent(customer, CustomerUsage::new);
    if (customers.size() > UsageFile.MOST_CUSTOMERS) {
      throw new BrokenFileException(
          place, "the file has more than " + UsageFile.MOST_CUSTOMERS + " customers; split it");
    }
    return usage;
  }
}
