package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The databases that the ledger works on. */
public enum Database {
    /** H2. */
    H2,
    /** PostgreSQL. */
    POSTGRESQL,
    /** MariaDB. */
    MARIADB,
    /** MySQL. */
    MYSQL;

    /**
     * Tells which database a connection leads to.
     *
     * @param connection an open connection; it stays open
     * @return the database
     * @throws SQLException if the connection does not tell
     * @throws IllegalArgumentException if it is none of those that the ledger works on
     */
    public static Database of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        String version = database.getDatabaseProductVersion().toLowerCase(Locale.ROOT);
        if (product.contains("mariadb") || version.contains("mariadb")) {
            return MARIADB;
        }
        return switch (product) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mysql" -> MYSQL;
            default ->
                throw new IllegalArgumentException(
                        "the ledger works on H2, PostgreSQL, MariaDB and MySQL, but the database is " + product);
        };
    }

    /**
     * Returns a jOOQ context on a connection, with the ledger's own settings, whatever the host's global ones are.
     *
     * @param connection a connection to this database; the context neither closes it nor ends its transaction
     * @return the context, for use by one thread at a time, as the connection is
     */
    public DSLContext sql(Connection connection) {
        return DSL.using(Dialect.of(this).configuration().derive(new HeldConnection(connection)));
    }
}
