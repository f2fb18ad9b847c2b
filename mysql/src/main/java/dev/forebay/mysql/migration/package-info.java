/**
 * Numbered SQL that runs once in a database: an application's, and that of Forebay's own tables.
 */
@NullMarked
package dev.forebay.mysql.migration;

import org.jspecify.annotations.NullMarked;
