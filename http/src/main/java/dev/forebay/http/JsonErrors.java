package dev.forebay.http;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors in PostgREST's shape, with null where a part is absent:
 *
 * <pre>{"code":"FB103","message":"…","details":null,"hint":"…"}</pre>
 *
 * <p>A 401 names the scheme to authenticate with, and a 503 says when to try again, as RFC 9110
 * asks.
 */
public final class JsonErrors implements ErrorMapper {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Function<ErrorCode, String> codes;

  /** Errors by our own codes. */
  public JsonErrors() {
    this(ErrorCode::code);
  }

  /** Errors by the codes of another protocol. */
  public JsonErrors(Function<ErrorCode, String> codes) {
    this.codes = codes;
  }

  @Override
  public Response toResponse(ForebayException error) {
    ErrorCode code = error.code();
    Wire wire = new Wire(codes.apply(code), error.getMessage(), error.detail(), error.hint());
    Response response = Response.json(code.httpStatus(), JSON.writeValueAsBytes(wire));
    return switch (code.httpStatus()) {
      case 401 -> response.with("WWW-Authenticate", "Bearer");
      case 503 -> response.with("Retry-After", "1");
      default -> response;
    };
  }

  private record Wire(
      String code, String message, @Nullable String details, @Nullable String hint) {}
}
