package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A bundled script, the same that {@code psql}, {@code mysql} and Flyway run. A statement ends with a line that ends with
 * its terminator, which {@code delimiter} changes, but not between {@code $$} and {@code $$}.
 *
 * @param statements the statements, without terminators and without lines of comment
 */
record LegacyScript(List<String> statements) {
    private static final String ROOT = "/io/creditledger/";

    LegacyScript {
        statements = List.copyOf(statements);
    }

    static LegacyScript upgrade(Database database) {
        return parse(read("legacy/" + folder(database) + "/V20250930__expiring_credits.sql"));
    }

    static LegacyScript rollback(Database database) {
        return parse(read("legacy-rollback/" + folder(database) + "/20250930.sql"));
    }

    /** MariaDB and MySQL share their scripts. */
    private static String folder(Database database) {
        Database same = database == Database.MARIADB ? Database.MYSQL : database;
        return same.name().toLowerCase(Locale.ROOT);
    }

    private static String read(String name) {
        try (InputStream script = LegacyScript.class.getResourceAsStream(ROOT + name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static LegacyScript parse(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        String terminator = ";";
        boolean quoted = false;
        for (String line : text.lines().map(String::stripTrailing).toList()) {
            if (line.startsWith("delimiter ")) {
                terminator = line.substring("delimiter ".length());
                continue;
            }
            if (isBlank(line)) {
                continue;
            }
            quoted ^= line.split("\\$\\$", -1).length % 2 == 0;
            boolean ends = !quoted && line.endsWith(terminator);
            statement.append(ends ? line.substring(0, line.length() - terminator.length()) : line + "\n");
            if (ends) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            }
        }
        return new LegacyScript(statements);
    }

    private static boolean isBlank(String line) {
        return line.isBlank() || line.stripLeading().startsWith("--");
    }
}
