package dev.forebay.apps.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.client.Json;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class InvoicePdfTest {
  private static final UploadedFile FILE =
      new UploadedFile("usage-data-bucket", "2024-01.csv", "e1", 10, LocalDate.of(2024, 1, 31));

  @Test
  void of_anInvoice_saysWhoOwesWhatWhen() throws IOException {
    assertThat(text(pdf("Café Ödland & Co", "10.00")).lines())
        .containsExactly(
            "Invoice 7",
            "To: Café Ödland & Co",
            "    a@example.com",
            "Date: 2024-01-31",
            "Due: 2024-03-01",
            "Usage as in: usage-data-bucket/2024-01.csv",
            "Amount due: 10.00");
  }

  @Test
  void of_lettersThatTheFontHasNot_printsQuestionMarks() throws IOException {
    assertThat(text(pdf("東京 \u0007" + "x".repeat(200), "1.00"))).contains("To: ?? ?xxx");
  }

  @Test
  void of_theSameInvoice_isTheSameBytes() {
    assertThat(pdf("Acorn", "10.00")).isEqualTo(pdf("Acorn", "10.00")).hasSizeLessThan(3_000);
  }

  private static byte[] pdf(String name, String amount) {
    var invoice =
        Json.read("{\"id\":7,\"amount\":" + amount + ",\"due_date\":\"2024-03-01\"}").asObject();
    return InvoicePdf.of(invoice, new Customer(name, "a@example.com"), FILE);
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }
}
