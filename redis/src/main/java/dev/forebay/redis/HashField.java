package dev.forebay.redis;

/**
 * A field of a hash. The bytes are not to be written to afterwards.
 *
 * @param key the hash's key
 * @param field the field's name
 */
@SuppressWarnings("ArrayRecordComponent")
public record HashField(byte[] key, byte[] field) {}
