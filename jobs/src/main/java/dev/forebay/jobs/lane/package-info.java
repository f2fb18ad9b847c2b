/** How a node takes jobs, runs them and stores how they ended. */
@NullMarked
package dev.forebay.jobs.lane;

import org.jspecify.annotations.NullMarked;
