@NullMarked
package dev.forebay.aws;

import org.jspecify.annotations.NullMarked;
