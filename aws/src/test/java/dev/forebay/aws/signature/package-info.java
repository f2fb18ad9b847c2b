@NullMarked
package dev.forebay.aws.signature;

import org.jspecify.annotations.NullMarked;
