/** JSON as bytes that grow, and as nodes of a document. */
@NullMarked
package dev.forebay.data.json;

import org.jspecify.annotations.NullMarked;
