/**
 * Signature Version 4: canonical requests, their signatures made and verified, and bodies that are
 * checked while they are read.
 */
@NullMarked
package dev.forebay.aws.signature;

import org.jspecify.annotations.NullMarked;
