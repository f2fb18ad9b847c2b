/** The page at {@code /docs}: Swagger UI on the data API's document. */
@NullMarked
package dev.forebay.server.docs;

import org.jspecify.annotations.NullMarked;
