/**
 * Stage 2: {@link dev.forebay.data.request.ApiRequest} and a schema to {@link
 * dev.forebay.data.plan.Plan}. Pure: every name is checked and every value is converted here.
 */
@NullMarked
package dev.forebay.data.planner;

import org.jspecify.annotations.NullMarked;
