/**
 * The edge for AWS's clients: requests with a signature of version 4, told apart by the service
 * that they are signed for.
 */
@NullMarked
package dev.forebay.aws;

import org.jspecify.annotations.NullMarked;
