package dev.forebay.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** An XML document that is written from its beginning to its end; texts are escaped. */
public final class XmlDocument {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element. */
  public XmlDocument begin(String name) {
    open.push(name);
    text.append('<').append(name).append('>');
    return this;
  }

  /** Begins an element in a namespace, which those within it inherit. */
  public XmlDocument begin(String name, String namespace) {
    open.push(name);
    text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
    return this;
  }

  /** Adds an element that holds a text only. */
  public XmlDocument element(String name, String value) {
    text.append('<').append(name).append('>');
    value.codePoints().forEach(this::append);
    text.append("</").append(name).append('>');
    return this;
  }

  /** Ends the element that was begun last. */
  public XmlDocument end() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** The document, in UTF-8; what is open ends with it. */
  public byte[] bytes() {
    while (!open.isEmpty()) {
      end();
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void append(int c) {
    switch (c) {
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '&' -> text.append("&amp;");
      case '\r' -> text.append("&#13;");
      default -> text.appendCodePoint(isCharacter(c) ? c : '\ufffd');
    }
  }

  /** Char of XML 1.0, section 2.2: no document may hold another one, escaped or not. */
  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
