package io.creditledger.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** The PostgreSQL server of the tests: one that the environment names, or one that comes as a Maven artifact. */
final class PostgresServer {
    private PostgresServer() {}

    static String newDatabaseUrl(String database) throws SQLException {
        return Started.SERVER.withNewDatabase(database);
    }

    private static final class Started {
        static final ServerUrl SERVER =
                ServerUrl.fromEnvironment("CREDITS_TEST_POSTGRES_URL").orElseGet(Started::embedded);

        private static ServerUrl embedded() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
                return new ServerUrl(postgres.getJdbcUrl("postgres", "postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
    }
}
