/**
 * Stage 4: {@link dev.forebay.data.plan.Plan} to {@link dev.forebay.data.execute.Result}. The only
 * stage that talks to MySQL and to the cache.
 */
@NullMarked
package dev.forebay.data.execute;

import org.jspecify.annotations.NullMarked;
