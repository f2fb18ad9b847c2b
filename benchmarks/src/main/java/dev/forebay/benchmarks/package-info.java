/** Load runs that print Forebay beside the bare limit, as ratios within one run on one machine. */
@NullMarked
package dev.forebay.benchmarks;

import org.jspecify.annotations.NullMarked;
