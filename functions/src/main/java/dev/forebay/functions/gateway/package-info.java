/** HTTP routes that functions answer, with API Gateway's events and answers (format 2.0). */
@NullMarked
package dev.forebay.functions.gateway;

import org.jspecify.annotations.NullMarked;
