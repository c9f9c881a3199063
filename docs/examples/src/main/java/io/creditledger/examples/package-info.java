/** Examples that run, and that the documentation shows. */
@NullMarked
package io.creditledger.examples;

import org.jspecify.annotations.NullMarked;
