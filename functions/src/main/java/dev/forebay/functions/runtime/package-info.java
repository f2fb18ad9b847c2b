/** AWS Lambda's Java handlers inside this JVM: loading, events, deadlines, errors and logs. */
@NullMarked
package dev.forebay.functions.runtime;

import org.jspecify.annotations.NullMarked;
