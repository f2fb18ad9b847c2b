/** The protocol below the SDKs. */
@NullMarked
package dev.forebay.storage.s3;

import org.jspecify.annotations.NullMarked;
