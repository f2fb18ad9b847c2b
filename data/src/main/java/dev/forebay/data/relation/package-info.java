/** How tables and views belong together, which an embed follows: once for each schema. */
@NullMarked
package dev.forebay.data.relation;

import org.jspecify.annotations.NullMarked;
