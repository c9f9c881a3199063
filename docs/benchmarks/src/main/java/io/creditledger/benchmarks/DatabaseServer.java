package io.creditledger.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database server that is there for one benchmark. */
public interface DatabaseServer extends AutoCloseable {
    /**
     * Returns what it is called.
     *
     * @return the name of the product
     */
    String product();

    /**
     * Returns the settings that matter, as the server tells them, its version first.
     *
     * @return the values by name
     */
    Map<String, String> settings();

    /**
     * Returns the URL of a database.
     *
     * @param database the database's name
     * @return the JDBC URL, with the login
     */
    String url(String database);

    /**
     * Makes a database, in place of the one that has the name.
     *
     * @param database the database's name
     * @return the JDBC URL, with the login
     */
    String recreate(String database);

    /**
     * Returns a table of whole numbers, for a {@code from}.
     *
     * @param last its last number; the first is 1
     * @param name what it is called in the statement; its column is {@code n}
     * @return the table in the server's SQL
     */
    String numbers(long last, String name);

    /**
     * Brings what was loaded to rest: statistics are up to date and everything is written, so that nobody pays for it
     * later.
     *
     * @param database the database's name
     */
    void settle(String database);

    /**
     * Executes statements, each in a transaction of its own.
     *
     * @param database the database's name
     * @param statements the statements
     */
    default void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void close();
}
