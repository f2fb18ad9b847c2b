/**
 * The wire protocols of AWS's services: how their errors are written, each as its clients read
 * them.
 */
@NullMarked
package dev.forebay.aws.protocol;

import org.jspecify.annotations.NullMarked;
