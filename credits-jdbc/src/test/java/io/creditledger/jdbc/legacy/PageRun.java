package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.OperationsPage.Block;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.tools.RunScript;

/**
 * Does on one database what the runbook says. A command of {@code mysql} is executed by MariaDB's client, and H2's by its
 * program: both come with the tests. {@code psql} does not, so that its commands are carried out statement by statement,
 * and executed in addition where it is installed.
 */
final class PageRun {
    static final Set<TestDatabase> SERVERS = Set.of(TestDatabase.H2, TestDatabase.POSTGRESQL, TestDatabase.MARIADB);

    private static final Pattern PSQL = Pattern.compile("psql (-v ON_ERROR_STOP=1 )?-d shop -f (\\S+)");
    private static final Pattern MYSQL = Pattern.compile("mysql shop < (\\S+)");
    private static final Pattern EDITED =
            Pattern.compile("sed \"s/([^/]+)/([^/]+)/g\" (\\S+) \\| (psql -d shop|mysql shop)");
    private static final Pattern RUN_SCRIPT = Pattern.compile(
            "java -cp h2.jar org.h2.tools.RunScript -url jdbc:h2:./shop (-showResults )?-script (\\S+)");
    private static final Pattern QUERY = Pattern.compile("(?i)\\s*(select|with)\\b");

    private final TestDatabase server;
    private final HikariDataSource database;
    private final Optional<PageShell> shell;

    /** The shell executes commands of {@code psql} and {@code mysql}; without one, their statements are. */
    PageRun(TestDatabase server, HikariDataSource database, Optional<PageShell> shell) {
        this.server = server;
        this.database = database;
        this.shell = shell;
    }

    void section(OperationsPage page, String name) throws Exception {
        for (Block block : page.blocks()) {
            if (block.section().equals(name)) {
                run(block);
            }
        }
    }

    /** Only what is typed into a shell, which is about the host's tables. */
    void commands(OperationsPage page, String name) throws Exception {
        for (Block block : page.blocks()) {
            if (block.section().equals(name) && block.language().equals("sh")) {
                run(block);
            }
        }
    }

    private void run(Block block) throws Exception {
        if (block.language().equals("sql") && isMine(block.database())) {
            execute(block);
        } else if (block.language().equals("sh")) {
            for (String line : block.text().lines().toList()) {
                command(line);
            }
        }
    }

    private boolean isMine(String name) {
        return name.isEmpty() || name.equals(folder());
    }

    private String folder() {
        return switch (server) {
            case H2 -> "h2";
            case POSTGRESQL -> "postgresql";
            case MARIADB, MYSQL -> "mysql";
        };
    }

    static boolean isExtraction(String line) {
        return line.startsWith("jar xf ");
    }

    static boolean isFor(TestDatabase server, String line) {
        Matcher edited = EDITED.matcher(line);
        if (edited.matches()) {
            return edited.group(4).startsWith("psql")
                    ? server == TestDatabase.POSTGRESQL
                    : server == TestDatabase.MARIADB || server == TestDatabase.MYSQL;
        }
        return switch (server) {
            case H2 -> RUN_SCRIPT.matcher(line).matches();
            case POSTGRESQL -> PSQL.matcher(line).matches();
            case MARIADB, MYSQL -> MYSQL.matcher(line).matches();
        };
    }

    private void command(String line) throws Exception {
        if (!isFor(server, line)) {
            return;
        }
        Matcher edited = EDITED.matcher(line);
        if (shell.isPresent()) {
            shell.get().execute(line, database);
        } else if (edited.matches()) {
            script(script(edited.group(3)).replace(edited.group(1), edited.group(2)), line);
        } else if (server == TestDatabase.H2) {
            runScript(line);
        } else {
            script(script(line.replaceAll(".*[ <]", "")), line);
        }
    }

    private static String script(String path) {
        return OperationsPage.text(OperationsPage.classes().resolve(path));
    }

    private void script(String text, String command) throws SQLException {
        List<String> statements = LegacyScript.parse(text).statements();
        boolean asks = command.contains("legacy-support");
        String lastQuery = statements.stream()
                .filter(statement -> asks && QUERY.matcher(statement).lookingAt())
                .reduce("", (first, second) -> second);
        try (Connection connection = database.getConnection()) {
            for (String statement : statements) {
                int rows = execute(connection, statement);
                assertThat(rows).as(command).isGreaterThanOrEqualTo(statement.equals(lastQuery) ? 1 : -1);
            }
        }
    }

    /** SQL for all databases finds something; what looks for others that are in the way may find nobody. */
    private void execute(Block block) throws SQLException {
        try (Connection connection = database.getConnection()) {
            int rows = execute(connection, block.text());
            assertThat(rows)
                    .as(block.text())
                    .isGreaterThanOrEqualTo(block.database().isEmpty() ? 1 : -1);
        }
    }

    /** Returns the number of rows that a query finds; -1 for what is no query. */
    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return -1;
            }
            int rows = 0;
            try (ResultSet found = statement.getResultSet()) {
                while (found.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    private void runScript(String line) throws SQLException {
        Matcher command = RUN_SCRIPT.matcher(line);
        assertThat(command.matches()).as(line).isTrue();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        RunScript tool = new RunScript();
        tool.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        String file = OperationsPage.classes().resolve(command.group(2)).toString();
        if (command.group(1) == null) {
            tool.runTool("-url", database.getJdbcUrl(), "-script", file);
        } else {
            tool.runTool("-url", database.getJdbcUrl(), "-showResults", "-script", file);
        }
        assertThat(output.toString(StandardCharsets.UTF_8).contains("-->"))
                .as(line)
                .isEqualTo(command.group(1) != null);
    }
}
