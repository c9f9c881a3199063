package io.creditledger.jdbc;

import java.sql.Connection;
import org.jooq.ConnectionProvider;

/** Hands one connection to jOOQ and leaves its closing to whoever holds it. */
record HeldConnection(Connection connection) implements ConnectionProvider {
    @Override
    public Connection acquire() {
        return connection;
    }

    @Override
    public void release(Connection released) {}
}
