/** A running application, as the outside sees it: its folder, its flags and {@code run.json}. */
@NullMarked
package dev.forebay.server.run;

import org.jspecify.annotations.NullMarked;
