package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A database server that is there already, as a JDBC URL with a login that may create databases, such as {@code
 * jdbc:postgresql://localhost/postgres?user=test&password=test}.
 *
 * @param value the URL of any database on the server
 */
record ServerUrl(String value) {
    static Optional<ServerUrl> fromEnvironment(String variable) {
        return Optional.ofNullable(System.getenv(variable)).map(ServerUrl::new);
    }

    String withNewDatabase(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(value);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        int pathBegins = value.indexOf('/', value.indexOf("//") + 2);
        int pathEnds = value.indexOf('?') < 0 ? value.length() : value.indexOf('?');
        return value.substring(0, pathBegins + 1) + database + value.substring(pathEnds);
    }
}
