/**
 * What stage 2 hands to the later ones: a {@link dev.forebay.data.plan.Plan}, in which every name
 * is checked and every value is converted.
 */
@NullMarked
package dev.forebay.data.plan;

import org.jspecify.annotations.NullMarked;
