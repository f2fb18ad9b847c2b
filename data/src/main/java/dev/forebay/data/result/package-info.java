/** Filters, sorts and cuts what a procedure has answered, row by row. */
@NullMarked
package dev.forebay.data.result;

import org.jspecify.annotations.NullMarked;
