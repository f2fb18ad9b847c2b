package dev.forebay.http;

import dev.forebay.base.ForebayException;

/** Writes an error in the words of one protocol: PostgREST's JSON, an application's, and so on. */
@FunctionalInterface
public interface ErrorMapper {
  /** The answer that tells the client of the error. */
  Response toResponse(ForebayException error);
}
