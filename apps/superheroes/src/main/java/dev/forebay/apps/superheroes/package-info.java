/** The functions of the superheroes application: one for each of its routes. */
@NullMarked
package dev.forebay.apps.superheroes;

import org.jspecify.annotations.NullMarked;
