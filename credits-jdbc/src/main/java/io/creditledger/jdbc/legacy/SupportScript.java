package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A script for support, which runs as it stands in {@code psql} and {@code mysql}. What differs from call to call is an
 * example there with its name in a comment before it, as in <code>limit &#47;*limit*&#47;100</code>, and is replaced here.
 *
 * @param database whose SQL it is
 * @param text what it consists of
 */
record SupportScript(Database database, String text) {
    private static final String FOLDER = "/io/creditledger/legacy-support/";
    private static final Pattern QUERY = Pattern.compile("select|with");
    private static final Pattern USER = Pattern.compile("/\\*user\\*/'42'");

    /** Finds a script: the database's own, or one that is the same for all. */
    static SupportScript named(String name, Database database) {
        String own = database == Database.MARIADB ? "mysql" : database.name().toLowerCase(Locale.ROOT);
        return Stream.of(own + "/" + name + ".sql", name + ".sql")
                .flatMap(path -> Stream.ofNullable(SupportScript.class.getResourceAsStream(FOLDER + path)))
                .findFirst()
                .map(stream -> new SupportScript(database, read(stream)))
                .orElseThrow(() -> new IllegalArgumentException("there is no script " + name));
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the example of a number. */
    SupportScript with(String name, int number) {
        Matcher example = Pattern.compile("/\\*" + name + "\\*/\\d+").matcher(text);
        if (!example.find()) {
            throw new IllegalArgumentException("the script has no example of " + name);
        }
        return new SupportScript(database, example.replaceAll(String.valueOf(number)));
    }

    /**
     * Executes the statements one after the other.
     *
     * @param user replaces the example of a user's id; null where the script has none
     * @return the rows of the last query
     */
    <T> List<T> run(Connection connection, @Nullable String user, SupportRow.Reader<T> reader) throws SQLException {
        List<String> statements = LegacyScript.parse(text).statements();
        int last = lastQuery(statements);
        List<T> rows = List.of();
        for (int i = 0; i < statements.size(); i++) {
            try (Statement statement = execute(connection, statements.get(i), user)) {
                rows = i == last ? read(statement, reader) : rows;
            }
        }
        return rows;
    }

    private static int lastQuery(List<String> statements) {
        return IntStream.range(0, statements.size())
                .filter(i -> QUERY.matcher(statements.get(i)).lookingAt())
                .max()
                .orElse(-1);
    }

    private Statement execute(Connection connection, String statement, @Nullable String user) throws SQLException {
        Matcher examples = USER.matcher(statement);
        long parameters = examples.results().count();
        return parameters == 0
                ? executed(connection.createStatement(), plain -> plain.execute(statement))
                : executed(connection.prepareStatement(examples.replaceAll("?")), prepared -> {
                    for (int i = 1; i <= parameters; i++) {
                        setUser(prepared, i, user);
                    }
                    prepared.execute();
                });
    }

    private interface Execution<S> {
        void of(S statement) throws SQLException;
    }

    private static <S extends Statement> S executed(S statement, Execution<S> execution) throws SQLException {
        boolean done = false;
        try {
            execution.of(statement);
            done = true;
            return statement;
        } finally {
            if (!done) {
                statement.close();
            }
        }
    }

    /** PostgreSQL takes a text for an id of another type only if nobody says that it is a text. */
    private void setUser(PreparedStatement statement, int index, @Nullable String user) throws SQLException {
        if (database == Database.POSTGRESQL) {
            statement.setObject(index, user, Types.OTHER);
        } else {
            statement.setString(index, user);
        }
    }

    private <T> List<T> read(Statement statement, SupportRow.Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet found = statement.getResultSet()) {
            while (found.next()) {
                rows.add(reader.read(new SupportRow(database, found)));
            }
        }
        return rows;
    }
}
