package dev.forebay.server.docs;

import dev.forebay.http.JsonErrors;
import dev.forebay.http.Representation;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import dev.forebay.http.Route;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Swagger UI at {@code /docs}, on the document of the data API. Its files need no key; the document
 * needs one, which the page asks for and keeps in its memory only.
 *
 * <p>The page may load and call nothing but this server. Styles may stand in the page, because
 * Swagger UI writes some; scripts may not.
 */
public final class DocsPage implements Part {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";
  private static final List<Header> HEADERS =
      List.of(
          new Header("Cache-Control", "no-cache"),
          new Header("Content-Security-Policy", POLICY),
          new Header("X-Content-Type-Options", "nosniff"),
          new Header("Referrer-Policy", "no-referrer"));

  @Override
  public List<PartRoute> routes() {
    return Stream.of(
            file("/docs", "page.html", "text/html; charset=utf-8"),
            file("/docs/page.js", "page.js", "text/javascript; charset=utf-8"),
            file("/docs/page.css", "page.css", "text/css; charset=utf-8"),
            file("/docs/swagger-ui.js", "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
            file("/docs/swagger-ui.css", "swagger-ui.css", "text/css; charset=utf-8"),
            file("/docs/favicon.png", "favicon-32x32.png", "image/png"),
            new Route(
                "GET",
                "/docs/",
                _ -> Response.status(308).with("Location", "../docs"),
                new JsonErrors()))
        .<PartRoute>map(PartRoute.Open::new)
        .toList();
  }

  private static Route file(String path, String name, String type) {
    Representation file = Representation.of(type, bytes(name), HEADERS);
    return new Route("GET", path, file::answer, new JsonErrors());
  }

  private static byte[] bytes(String name) {
    try (InputStream in = DocsPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build left out " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
