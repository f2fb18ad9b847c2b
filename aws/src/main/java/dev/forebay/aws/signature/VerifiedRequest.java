package dev.forebay.aws.signature;

import dev.forebay.http.Request;
import java.io.InputStream;

/**
 * A request whose signature was verified.
 *
 * @param request as it was sent
 * @param key what it was signed with
 * @param scope what it was signed for
 * @param body its body, decoded; nothing of it counts before its end was read, which fails where it
 *     is not what was signed
 */
public record VerifiedRequest(
    Request request, AccessKey key, CredentialScope scope, InputStream body) {}
