/** Functions: AWS Lambda's interfaces and semantics, over the application's own database. */
@NullMarked
package dev.forebay.functions;

import org.jspecify.annotations.NullMarked;
