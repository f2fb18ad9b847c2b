/** The story that {@code forebay demo} plays: the billing application, from upload to payment. */
@NullMarked
package dev.forebay.server.demo;

import org.jspecify.annotations.NullMarked;
