package dev.forebay.storage.files;

/**
 * What names an object.
 *
 * @param bucket its bucket
 * @param key its key, as clients spell it
 */
record ObjectName(String bucket, String key) {}
