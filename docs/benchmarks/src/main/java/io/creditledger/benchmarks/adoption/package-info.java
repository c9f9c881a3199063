/** What it costs to adopt a legacy database, compared with inserting the finished rows. */
@NullMarked
package io.creditledger.benchmarks.adoption;

import org.jspecify.annotations.NullMarked;
