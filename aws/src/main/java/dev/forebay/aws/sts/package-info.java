/** The part of AWS's Security Token Service that is here. */
@NullMarked
package dev.forebay.aws.sts;

import org.jspecify.annotations.NullMarked;
