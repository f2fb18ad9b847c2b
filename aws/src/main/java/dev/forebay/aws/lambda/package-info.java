/** The part of AWS Lambda's API that is here. */
@NullMarked
package dev.forebay.aws.lambda;

import org.jspecify.annotations.NullMarked;
