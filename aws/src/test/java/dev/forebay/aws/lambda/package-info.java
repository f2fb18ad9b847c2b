@NullMarked
package dev.forebay.aws.lambda;

import org.jspecify.annotations.NullMarked;
