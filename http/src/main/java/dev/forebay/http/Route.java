package dev.forebay.http;

/**
 * One entry of the route table.
 *
 * @param method the HTTP method in capitals, or {@code *} for all
 * @param path a template such as {@code /rest/v1/{table}}; a last segment {@code {name...}} takes
 *     the rest of the path
 * @param handler what answers it
 * @param errors how its errors are written
 */
public record Route(String method, String path, Handler handler, ErrorMapper errors) {}
