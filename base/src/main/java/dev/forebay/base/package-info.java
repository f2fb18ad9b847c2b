/** What every module stands on: the error codes, and the exception that carries them. */
@NullMarked
package dev.forebay.base;

import org.jspecify.annotations.NullMarked;
