package dev.forebay.apps.billing;

import dev.forebay.apps.billing.usage.CustomerUsage;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.ForebayClientException;
import dev.forebay.client.Json;
import dev.forebay.client.PermanentException;
import dev.forebay.client.TableQuery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The tables {@code invoices} and {@code customers}, as billing needs them. */
final class InvoiceTable {
  private static final String UNIQUE_VIOLATION = "FB402";
  private static final int PAGE = 200;

  private final ForebayClient forebay;

  InvoiceTable(ForebayClient forebay) {
    this.forebay = forebay;
  }

  /** The customers of a file that exist, by id. */
  Map<Long, Customer> customers(List<CustomerUsage> usage) {
    Map<Long, Customer> customers = new HashMap<>();
    for (int from = 0; from < usage.size(); from += PAGE) {
      List<Long> ids =
          usage.subList(from, Math.min(from + PAGE, usage.size())).stream()
              .map(CustomerUsage::customerId)
              .toList();
      for (ObjectNode row : forebay.table("customers").in("id", ids).get().rows()) {
        customers.put(row.get("id").longValue(), Customer.of(row));
      }
    }
    return customers;
  }

  /** An invoice to be inserted. */
  static ObjectNode row(UploadedFile file, long customer, BigDecimal amount, LocalDate due) {
    return Json.object()
        .put("customer_id", customer)
        .put("amount", amount)
        .put("due_date", due.toString())
        .put("source_bucket", file.bucket())
        .put("source_key", file.key())
        .put("source_etag", file.etag())
        .put("source_hash", file.hash());
  }

  /**
   * Inserts a file's invoices in one transaction, unless they are there already: a unique key over
   * file and customer decides, so that it also holds between two runs at once.
   */
  Stored insertOnce(UploadedFile file, List<ObjectNode> rows) {
    try {
      return new Stored(forebay.table("invoices").insert(rows).rows(), false);
    } catch (ForebayClientException e) {
      if (!UNIQUE_VIOLATION.equals(e.code())) {
        throw e;
      }
    }
    List<ObjectNode> there = invoicesOf(file);
    if (!customersOf(there).equals(customersOf(rows))) {
      throw new PermanentException(
          file.name() + " was billed before, but its invoices are not those of this file");
    }
    return new Stored(there, true);
  }

  private List<ObjectNode> invoicesOf(UploadedFile file) {
    TableQuery query =
        forebay.table("invoices").eq("source_hash", file.hash()).order("id").limit(PAGE);
    List<ObjectNode> all = new ArrayList<>();
    List<ObjectNode> page = query.get().rows();
    while (!page.isEmpty()) {
      all.addAll(page);
      page = query.gt("id", page.getLast().get("id").longValue()).get().rows();
    }
    return all;
  }

  private static Set<Long> customersOf(List<ObjectNode> rows) {
    Set<Long> customers = new HashSet<>();
    rows.forEach(row -> customers.add(row.get("customer_id").longValue()));
    return customers;
  }

  /**
   * A file's invoices.
   *
   * @param rows as they are stored
   * @param again whether an earlier try had inserted them
   */
  record Stored(List<ObjectNode> rows, boolean again) {}
}
