/** What the values, the errors and the scheduler promise. */
@NullMarked
package io.creditledger;

import org.jspecify.annotations.NullMarked;
