/** The functions of the customers application: one for each of its routes. */
@NullMarked
package dev.forebay.apps.customers;

import org.jspecify.annotations.NullMarked;
