@NullMarked
package io.creditledger.benchmarks.charging;

import org.jspecify.annotations.NullMarked;
