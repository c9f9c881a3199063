/** Brings a database along that has sold credits before the ledger. */
@NullMarked
package io.creditledger.jdbc.legacy;

import org.jspecify.annotations.NullMarked;
