package io.creditledger.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server that is there for one benchmark. */
public final class PostgresServer implements DatabaseServer {
    /** The server as it comes from the artifact neither syncs nor waits for its log, which would be no measure. */
    private static final Map<String, String> CONFIGURATION = Map.of(
            "synchronous_commit", "on",
            "shared_buffers", "512MB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "30min",
            "max_connections", "100");

    private static final List<String> TOLD = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_level",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout",
            "autovacuum");

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param data its folder; made anew, and removed when the server is closed
     * @param fsync {@code on}, such that acknowledged commits are durable, or {@code off}
     * @return the server
     */
    static PostgresServer start(Path data, String fsync) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(true);
        CONFIGURATION.forEach(builder::setServerConfig);
        builder.setServerConfig("fsync", fsync);
        try {
            Files.createDirectories(data);
            return new PostgresServer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + data, e);
        }
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    @Override
    public String recreate(String database) {
        execute("postgres", "drop database if exists " + database, "create database " + database);
        return url(database);
    }

    /**
     * Makes a database that is the same as another, in place of the one that has the name. Everything is on disk
     * afterwards, so that nobody pays for what was written before.
     *
     * @param database the database's name
     * @param template the other's name; nobody is connected to it
     * @return the JDBC URL, with the login
     */
    public String recreate(String database, String template) {
        execute(
                "postgres",
                "drop database if exists " + database,
                "create database " + database + " template " + template + " strategy file_copy",
                "checkpoint");
        return url(database);
    }

    /**
     * Returns where it listens.
     *
     * @return the port on this machine
     */
    public int port() {
        return server.getPort();
    }

    @Override
    public String numbers(long last, String name) {
        return "generate_series(cast(1 as bigint), " + last + ") as " + name + " (n)";
    }

    @Override
    public void settle(String database) {
        execute(database, "vacuum analyze", "checkpoint");
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            for (String name : TOLD) {
                try (ResultSet shown = statement.executeQuery("show " + name)) {
                    shown.next();
                    settings.put(name, shown.getString(1));
                }
            }
            return settings;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
