/** What the decisions promise. */
@NullMarked
package io.creditledger.engine;

import org.jspecify.annotations.NullMarked;
