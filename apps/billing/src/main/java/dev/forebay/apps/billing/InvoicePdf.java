package dev.forebay.apps.billing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import tools.jackson.databind.node.ObjectNode;

/**
 * An invoice on one page of A4, in a font that every reader has. The same invoice gives the same
 * bytes. A letter that the font has not (it has those of western Europe) is printed as {@code ?}.
 */
final class InvoicePdf {
  private static final float MARGIN = 72;
  private static final float HEADING = 24;
  private static final float TEXT = 11;
  private static final int MAX_LINE = 80;

  static {
    FontMappers.set(new OwnFonts());
  }

  private InvoicePdf() {}

  /** The PDF of a stored invoice. */
  static byte[] of(ObjectNode invoice, Customer customer, UploadedFile file) {
    long id = invoice.get("id").longValue();
    String title = "Invoice " + id;
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(id);
      document.getDocumentInformation().setTitle(title);
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      write(document, page, title, lines(invoice, customer, file));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(title + " could not be printed", e);
    }
  }

  private static List<String> lines(ObjectNode invoice, Customer customer, UploadedFile file) {
    return List.of(
        "To: " + customer.name(),
        "    " + customer.email(),
        "",
        "Date: " + file.day(),
        "Due: " + invoice.get("due_date").asString(),
        "Usage as in: " + file.name(),
        "",
        "Amount due: " + invoice.get("amount").asString());
  }

  private static void write(PDDocument document, PDPage page, String title, List<String> lines)
      throws IOException {
    PDFont regular = new PDType1Font(FontName.HELVETICA);
    PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.newLineAtOffset(MARGIN, page.getMediaBox().getHeight() - MARGIN - HEADING);
      content.setFont(bold, HEADING);
      content.showText(title);
      content.setFont(regular, TEXT);
      content.setLeading(TEXT * 1.5f);
      content.newLine();
      for (String line : lines) {
        content.newLine();
        content.showText(printable(line, regular));
      }
      content.endText();
    }
  }

  private static String printable(String line, PDFont font) {
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .limit(MAX_LINE)
        .mapToObj(Character::toString)
        .forEach(letter -> text.append(has(font, letter) ? letter : "?"));
    return text.toString();
  }

  private static boolean has(PDFont font, String letter) {
    try {
      return font.encode(letter).length > 0;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }
}
