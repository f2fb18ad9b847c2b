/** {@code forebay.yaml} as records: what an application may say, with its defaults and checks. */
@NullMarked
package dev.forebay.server.config;

import org.jspecify.annotations.NullMarked;
