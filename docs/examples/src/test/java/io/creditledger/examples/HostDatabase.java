package io.creditledger.examples;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A host's database, new and in memory. */
final class HostDatabase {
    private HostDatabase() {}

    static DataSource empty() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    static DataSource withVideos() throws SQLException {
        DataSource database = empty();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table video (id varchar(40) primary key)");
        }
        return database;
    }
}
