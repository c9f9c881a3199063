/**
 * The ledger on a relational database: H2, PostgreSQL, MariaDB or MySQL. Begin with {@link
 * io.creditledger.jdbc.JdbcCreditLedger}.
 */
@NullMarked
package io.creditledger.jdbc;

import org.jspecify.annotations.NullMarked;
