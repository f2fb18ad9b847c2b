/** Stage 5: {@link dev.forebay.data.execute.Result} to HTTP, and errors too. Pure. */
@NullMarked
package dev.forebay.data.answer;

import org.jspecify.annotations.NullMarked;
