/** What all benchmarks have in common: cores, a PostgreSQL server, processes, rounds and reports. */
@NullMarked
package io.creditledger.benchmarks;

import org.jspecify.annotations.NullMarked;
