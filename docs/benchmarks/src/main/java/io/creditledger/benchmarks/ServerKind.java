package io.creditledger.benchmarks;

import java.nio.file.Path;

/** The products that there are servers of. */
enum ServerKind {
    POSTGRESQL("") {
        @Override
        DatabaseServer start(Path data, String fsync) {
            return PostgresServer.start(data, fsync);
        }
    },

    MARIADB("-mariadb") {
        @Override
        DatabaseServer start(Path data, String fsync) {
            return MariaDbServer.start(data, fsync);
        }
    },

    /** It always syncs. */
    H2("-h2") {
        @Override
        DatabaseServer start(Path data, String fsync) {
            return H2Server.start(data);
        }
    };

    private final String suffix;

    ServerKind(String suffix) {
        this.suffix = suffix;
    }

    static ServerKind of(String name) {
        return switch (name) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            case "h2" -> H2;
            default ->
                throw new IllegalArgumentException(
                        "a database is postgresql, mariadb or h2, but was asked for '" + name + "'");
        };
    }

    /** What the files of results are called besides. */
    String suffix() {
        return suffix;
    }

    /**
     * Starts a server.
     *
     * @param data its folder; made anew, and removed when the server is closed
     * @param fsync {@code on}, such that acknowledged commits are durable, or {@code off}
     */
    abstract DatabaseServer start(Path data, String fsync);
}
