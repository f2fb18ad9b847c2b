/**
 * What functions behind HTTP routes share: reading path, query and JSON body of an API Gateway
 * event, and answering with JSON.
 */
@NullMarked
package dev.forebay.client.route;

import org.jspecify.annotations.NullMarked;
