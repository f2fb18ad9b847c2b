@NullMarked
package dev.forebay.aws.protocol;

import org.jspecify.annotations.NullMarked;
