package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts of the four databases belong together. */
class MigrationScriptsTest {
    private static final String ROOT = "/io/creditledger/migration/";

    @ParameterizedTest
    @EnumSource
    void every_database_has_the_same_scripts(Dialect dialect) throws Exception {
        assertThat(scripts(dialect)).isNotEmpty().isEqualTo(scripts(Dialect.POSTGRESQL));
    }

    @Test
    void the_scripts_of_mariadb_and_mysql_differ_in_the_collation_and_the_database_s_name_alone() throws Exception {
        for (String script : scripts(Dialect.MARIADB)) {
            String mariaDb = read(Dialect.MARIADB, script);
            assertThat(mariaDb).contains("utf8mb4_nopad_bin");
            assertThat(read(Dialect.MYSQL, script))
                    .isEqualTo(mariaDb.replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin")
                            .replace("MariaDB", "MySQL"));
        }
    }

    private static List<String> scripts(Dialect dialect) throws Exception {
        Path folder = Path.of(Objects.requireNonNull(CreditSchema.class.getResource(ROOT + dialect.migrationFolder()))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String read(Dialect dialect, String script) throws IOException {
        String name = ROOT + dialect.migrationFolder() + "/" + script;
        try (InputStream stream = Objects.requireNonNull(CreditSchema.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
