/** The composition root: wires the modules, and adapts one's events to another's interface. */
@NullMarked
package dev.forebay.server;

import org.jspecify.annotations.NullMarked;
