package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.Database;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LegacyScriptTest {
    @Test
    void a_statement_ends_where_its_terminator_ends_a_line() {
        assertThat(LegacyScript.parse("select 1;\n\nselect ';' as a,\n    2;  \n")
                        .statements())
                .containsExactly("select 1", "select ';' as a,\n    2");
    }

    @Test
    void lines_of_comment_are_left_out() {
        assertThat(LegacyScript.parse("-- the host's; rows;\nselect\n    -- nothing;\n    1;\n")
                        .statements())
                .containsExactly("select\n    1");
    }

    @Test
    void between_dollars_no_line_ends_a_statement() {
        assertThat(LegacyScript.parse("do $$\nbegin\n    a;\nend $$;\nselect 1;\n")
                        .statements())
                .containsExactly("do $$\nbegin\n    a;\nend $$", "select 1");
    }

    @Test
    void the_terminator_can_be_another() {
        assertThat(LegacyScript.parse("delimiter //\nbegin\n    a;\nend //\ndelimiter ;\nselect 1;\n")
                        .statements())
                .containsExactly("begin\n    a;\nend", "select 1");
    }

    @ParameterizedTest
    @EnumSource
    void each_script_begins_with_its_table_and_ends_a_statement_with_its_last_line(Database database) {
        List<String> upgrade = LegacyScript.upgrade(database).statements();
        assertThat(upgrade.get(0)).startsWith("create table if not exists credit_upgrade (");
        assertThat(Stream.concat(upgrade.stream(), LegacyScript.rollback(database).statements().stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(statement -> assertThat(statement).doesNotContain("delimiter", "\n//"));
    }

    @Test
    void mariadb_and_mysql_share_their_scripts() {
        assertThat(LegacyScript.upgrade(Database.MARIADB)).isEqualTo(LegacyScript.upgrade(Database.MYSQL));
        assertThat(LegacyScript.rollback(Database.MARIADB)).isEqualTo(LegacyScript.rollback(Database.MYSQL));
    }
}
