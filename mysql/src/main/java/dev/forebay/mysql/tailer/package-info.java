/** The tailer: of all nodes on a database one reads its binlog, and another when that one dies. */
@NullMarked
package dev.forebay.mysql.tailer;

import org.jspecify.annotations.NullMarked;
