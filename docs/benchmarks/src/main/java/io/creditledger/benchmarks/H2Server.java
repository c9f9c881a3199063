package io.creditledger.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** H2 in this process, with its databases in a folder. */
final class H2Server implements DatabaseServer {
    private final Path data;

    private H2Server(Path data) {
        this.data = data;
    }

    static H2Server start(Path data) {
        return new H2Server(data);
    }

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            settings.put("server_version", connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        settings.put("write_delay", "0");
        return settings;
    }

    /** The database is closed when nobody is connected to it, so that its files can be removed. */
    @Override
    public String url(String database) {
        return "jdbc:h2:file:" + data.resolve(database) + ";WRITE_DELAY=0";
    }

    @Override
    public String recreate(String database) {
        execute(database, "drop all objects");
        return url(database);
    }

    @Override
    public String numbers(long last, String name) {
        return "(select x as n from system_range(1, " + last + ")) as " + name;
    }

    @Override
    public void settle(String database) {
        execute(database, "analyze", "checkpoint sync");
    }

    @Override
    public void close() {
        DataPlace.remove(data);
    }
}
