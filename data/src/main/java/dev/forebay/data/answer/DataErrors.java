package dev.forebay.data.answer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Response;
import java.nio.charset.StandardCharsets;

/**
 * Errors of the data API: those of {@link JsonErrors}, but that "not one row" has PostgREST's own
 * code, which its clients look for:
 *
 * <pre>
 * {"code":"PGRST116","message":"…","details":"The result contains 0 rows","hint":null}
 * </pre>
 */
public final class DataErrors implements ErrorMapper {
  private final JsonErrors errors = new JsonErrors();

  @Override
  public Response toResponse(ForebayException error) {
    if (error.code() != ErrorCode.NOT_SINGULAR) {
      return errors.toResponse(error);
    }
    String json =
        "{\"code\":\"PGRST116\",\"message\":\"%s\",\"details\":\"%s\",\"hint\":null}"
            .formatted(error.getMessage(), error.detail());
    return Response.json(error.code().httpStatus(), json.getBytes(StandardCharsets.UTF_8));
  }
}
