/**
 * Child processes: started with a log and a session of their own, awaited, ended, and found again
 * by the next run where this one is killed.
 *
 * <p>{@link dev.forebay.base.process.ChildProcess} is the entry class.
 */
@NullMarked
package dev.forebay.base.process;

import org.jspecify.annotations.NullMarked;
