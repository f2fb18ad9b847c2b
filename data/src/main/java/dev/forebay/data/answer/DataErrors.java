package dev.forebay.data.answer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import java.util.Map;

/**
 * Errors of the data API: those of {@link JsonErrors}, but that what PostgREST has a code of its
 * own for goes by that one, which its clients look for:
 *
 * <pre>
 * {"code":"PGRST116","message":"…","details":"The result contains 0 rows","hint":null}
 * </pre>
 */
public final class DataErrors implements ErrorMapper {
  private static final Map<ErrorCode, String> WIRE =
      Map.of(
          ErrorCode.PUT_FILTER, "PGRST105",
          ErrorCode.PUT_PAGE, "PGRST114",
          ErrorCode.PUT_MISMATCH, "PGRST115",
          ErrorCode.NOT_SINGULAR, "PGRST116",
          ErrorCode.INVALID_PREFERENCE, "PGRST122",
          ErrorCode.MAX_AFFECTED, "PGRST124");

  private final JsonErrors errors = new JsonErrors(code -> WIRE.getOrDefault(code, code.code()));

  @Override
  public Response toResponse(ForebayException error) {
    return errors.toResponse(error);
  }
}
