package dev.forebay.data.openapi;

import dev.forebay.http.Representation;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import dev.forebay.mysql.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of the newest schema, each made when it is first asked for and kept until the
 * schema changes. A document has some kilobytes for each table, so few are kept. Any thread.
 */
public final class Documents {
  private static final int MOST = 4;
  private static final String TYPE = "application/openapi+json; charset=utf-8";
  private static final List<Header> HEADERS =
      List.of(
          new Header("Cache-Control", "private, no-cache"),
          new Header("Vary", "apikey, Authorization"));

  private record Kind(Access access, String server) {}

  private final Map<Kind, Representation> made =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Representation> eldest) {
          return size() > MOST;
        }
      };

  private final boolean aggregates;
  private final TableFragments fragments = new TableFragments();
  private long version;

  /** Of an API that allows aggregates, or does not. */
  public Documents(boolean aggregates) {
    this.aggregates = aggregates;
  }

  /** The answer to a request for the document, or 304 where the client has it. */
  public Response answer(Request request, Schema newest, Access access) {
    String server = request.path().endsWith("/") ? "." : "v1";
    return document(newest, new Kind(access, server)).answer(request);
  }

  /** One thread makes a document, and others wait for it, which is shorter than making it, too. */
  private synchronized Representation document(Schema newest, Kind kind) {
    if (newest.version() != version) {
      made.clear();
      fragments.age();
      version = newest.version();
    }
    return made.computeIfAbsent(kind, k -> make(newest, k));
  }

  private Representation make(Schema schema, Kind kind) {
    byte[] json = ApiDocument.of(schema, kind.access(), kind.server(), aggregates, fragments);
    return Representation.of(TYPE, json, HEADERS);
  }
}
