package dev.forebay.apps.billing;

import dev.forebay.apps.billing.usage.CustomerUsage;
import dev.forebay.apps.billing.usage.Problems;
import dev.forebay.apps.billing.usage.UsageFile;
import dev.forebay.client.BucketObject;
import dev.forebay.client.ForebayClient;
import dev.forebay.client.ForebayClientException;
import dev.forebay.client.PermanentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one usage file into invoices: read, price, insert, print.
 *
 * <p>What is wrong with the file itself is a {@link PermanentException} with a report of every bad
 * line, and bills nothing. Any other failure passes through, so that the event is tried again; each
 * step may be done again without harm.
 */
final class FileBilling {
  private static final BigDecimal HIGHEST_AMOUNT = new BigDecimal("99999999.99");

  private final ForebayClient forebay;
  private final Terms terms;
  private final InvoiceTable invoices;

  FileBilling(ForebayClient forebay, Terms terms) {
    this.forebay = forebay;
    this.terms = terms;
    this.invoices = new InvoiceTable(forebay);
  }

  /** The number of the file's invoices. */
  int bill(UploadedFile file) {
    Problems problems = new Problems();
    List<CustomerUsage> usage = read(file, problems);
    Map<Long, Customer> customers = invoices.customers(usage);
    usage.forEach(each -> check(each, customers, problems));
    if (!problems.isEmpty()) {
      throw new PermanentException(problems.report(file.name()));
    }
    InvoiceTable.Stored stored = invoices.insertOnce(file, rows(file, usage));
    stored.rows().forEach(row -> print(row, customers, file, stored.again()));
    return stored.rows().size();
  }

  private List<CustomerUsage> read(UploadedFile file, Problems problems) {
    if (file.size() > UsageFile.MOST_BYTES) {
      problems.add("file", "larger than " + UsageFile.MOST_BYTES + " bytes; split it");
      return List.of();
    }
    try (BucketObject.Content content = forebay.object(file.bucket(), file.key()).get()) {
      if (!content.etag().equals(file.etag())) {
        throw new PermanentException(
            file.name() + " was replaced before it was billed; the new file has its own event");
      }
      return UsageFile.read(file.key(), content.stream(), problems);
    } catch (IOException e) {
      throw new UncheckedIOException(file.name() + " could not be read to its end", e);
    } catch (ForebayClientException e) {
      throw e.status() == 404
          ? new PermanentException(file.name() + " was deleted before it was billed", e)
          : e;
    }
  }

  private void check(CustomerUsage usage, Map<Long, Customer> customers, Problems problems) {
    if (!customers.containsKey(usage.customerId())) {
      problems.add(usage.place(), "customer " + usage.customerId() + " does not exist");
    } else if (terms.price(usage.units()).compareTo(HIGHEST_AMOUNT) > 0) {
      problems.add(
          usage.place(),
          "the amount of customer %d is over %s".formatted(usage.customerId(), HIGHEST_AMOUNT));
    }
  }

  private List<ObjectNode> rows(UploadedFile file, List<CustomerUsage> usage) {
    return usage.stream()
        .map(
            each ->
                InvoiceTable.row(
                    file, each.customerId(), terms.price(each.units()), terms.dueDate(file.day())))
        .toList();
  }

  /** Stores the invoice's PDF; one that an earlier try has stored is left. */
  private void print(
      ObjectNode invoice, Map<Long, Customer> customers, UploadedFile file, boolean again) {
    BucketObject pdf = forebay.object("invoices", invoice.get("id").asString() + ".pdf");
    if (!again || !pdf.exists()) {
      long id = invoice.get("customer_id").longValue();
      Customer customer = Objects.requireNonNull(customers.get(id));
      pdf.put(InvoicePdf.of(invoice, customer, file), "application/pdf");
    }
  }
}
