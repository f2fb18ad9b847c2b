package dev.forebay.data.answer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors of the data API: those of {@link JsonErrors}, but that what PostgREST has a code of its
 * own for goes by that one, which its clients look for:
 *
 * <pre>
 * {"code":"PGRST116","message":"…","details":"The result contains 0 rows","hint":null}
 * </pre>
 *
 * <p>The details of an ambiguous embed are not a text but an array of the candidates.
 */
public final class DataErrors implements ErrorMapper {
  private static final Map<ErrorCode, String> POSTGREST =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(ErrorCode.MALFORMED_QUERY, "PGRST100"),
              Map.entry(ErrorCode.UNKNOWN_OPERATOR, "PGRST100"),
              Map.entry(ErrorCode.RANGE_NOT_SATISFIABLE, "PGRST103"),
              Map.entry(ErrorCode.PUT_FILTER, "PGRST105"),
              Map.entry(ErrorCode.UNKNOWN_PROFILE, "PGRST106"),
              Map.entry(ErrorCode.NOT_EMBEDDED, "PGRST108"),
              Map.entry(ErrorCode.PUT_PAGE, "PGRST114"),
              Map.entry(ErrorCode.PUT_MISMATCH, "PGRST115"),
              Map.entry(ErrorCode.NOT_SINGULAR, "PGRST116"),
              Map.entry(ErrorCode.NOT_TO_ONE, "PGRST118"),
              Map.entry(ErrorCode.EMBED_FILTER, "PGRST120"),
              Map.entry(ErrorCode.INVALID_PREFERENCE, "PGRST122"),
              Map.entry(ErrorCode.AGGREGATES_DISABLED, "PGRST123"),
              Map.entry(ErrorCode.MAX_AFFECTED, "PGRST124"),
              Map.entry(ErrorCode.NO_RELATIONSHIP, "PGRST200"),
              Map.entry(ErrorCode.AMBIGUOUS_RELATIONSHIP, "PGRST201"),
              Map.entry(ErrorCode.UNKNOWN_ROUTINE, "PGRST202"),
              Map.entry(ErrorCode.UNKNOWN_COLUMN, "PGRST204"),
              Map.entry(ErrorCode.UNKNOWN_TABLE, "PGRST205")));
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonErrors errors = new JsonErrors(DataErrors::code);

  /** The code that an error has on the wire: PostgREST's where it has one. */
  public static String code(ErrorCode error) {
    return POSTGREST.getOrDefault(error, error.code());
  }

  @Override
  public Response toResponse(ForebayException error) {
    return error.code() == ErrorCode.AMBIGUOUS_RELATIONSHIP
        ? ambiguous(error)
        : errors.toResponse(error);
  }

  private static Response ambiguous(ForebayException error) {
    ObjectNode json = JSON.createObjectNode();
    json.put("code", POSTGREST.get(error.code()));
    json.put("message", error.getMessage());
    json.set("details", JSON.readTree(error.detail()));
    json.put("hint", error.hint());
    return Response.json(error.code().httpStatus(), JSON.writeValueAsBytes(json));
  }
}
