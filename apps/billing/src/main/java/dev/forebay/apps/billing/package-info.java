/** The functions of the billing application, and how they make a usage file into invoices. */
@NullMarked
package dev.forebay.apps.billing;

import org.jspecify.annotations.NullMarked;
