@NullMarked
package io.creditledger.benchmarks;

import org.jspecify.annotations.NullMarked;
