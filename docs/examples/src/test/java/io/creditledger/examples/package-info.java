@NullMarked
package io.creditledger.examples;

import org.jspecify.annotations.NullMarked;
