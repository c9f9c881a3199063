package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is in a database: its tables, columns, indexes and routines as the catalogue shows them, and all rows.
 *
 * @param schema the definitions
 * @param rows the rows of each table
 */
record LegacyDump(List<Map<String, @Nullable String>> schema, Map<String, List<Map<String, @Nullable String>>> rows) {
    private static final Set<String> TIMES_OF_RUNS = Set.of("started_at", "moved_at", "finished_at");

    static LegacyDump of(LegacyHost host) {
        List<Map<String, @Nullable String>> schema = new ArrayList<>();
        catalogue(host.server()).forEach(query -> schema.addAll(host.query(query)));
        Map<String, List<Map<String, @Nullable String>>> rows = new TreeMap<>();
        for (Map<String, @Nullable String> table : host.query(tables(host.server()))) {
            String name = String.valueOf(table.get("name"));
            rows.put(name, host.rows(name));
        }
        rows.values().forEach(table -> table.forEach(row -> row.keySet().removeAll(TIMES_OF_RUNS)));
        return new LegacyDump(schema, rows);
    }

    private static String tables(TestDatabase server) {
        return switch (server) {
            case POSTGRESQL ->
                "select table_name as name from information_schema.tables"
                        + " where table_schema = 'public' order by 1";
            case H2 ->
                "select lower(table_name) as name from information_schema.tables"
                        + " where table_schema = 'PUBLIC' order by 1";
            case MARIADB, MYSQL ->
                "select table_name as name from information_schema.tables"
                        + " where table_schema = database() order by 1";
        };
    }

    private static Stream<String> catalogue(TestDatabase server) {
        return switch (server) {
            case POSTGRESQL ->
                Stream.of(
                        """
                        select table_name, column_name, data_type, character_maximum_length, datetime_precision,
                            is_nullable, column_default
                        from information_schema.columns where table_schema = 'public' order by table_name, column_name
                        """,
                        "select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1",
                        "select conname, pg_get_constraintdef(oid) as definition from pg_constraint"
                                + " where connamespace = 'public'::regnamespace order by 1",
                        "select routine_name from information_schema.routines where routine_schema = 'public'");
            case H2 ->
                Stream.of(
                        """
                        select table_name, column_name, data_type, character_maximum_length, datetime_precision,
                            is_nullable, column_default
                        from information_schema.columns where table_schema = 'PUBLIC' order by table_name, column_name
                        """,
                        "select table_name, lower(index_name) as index_name, column_name, ordinal_position"
                                + " from information_schema.index_columns where table_schema = 'PUBLIC'"
                                + " and index_name not like 'PRIMARY_KEY%' order by 1, 2, 4",
                        "select table_name, constraint_type from information_schema.table_constraints"
                                + " where table_schema = 'PUBLIC' order by 1, 2");
            case MARIADB, MYSQL ->
                Stream.of(
                        """
                        select table_name, column_name, column_type, is_nullable, column_default, extra, collation_name
                        from information_schema.columns where table_schema = database()
                        order by table_name, column_name
                        """,
                        "select table_name, index_name, column_name, seq_in_index, non_unique"
                                + " from information_schema.statistics where table_schema = database()"
                                + " order by 1, 2, 4",
                        "select constraint_name, table_name, constraint_type from information_schema.table_constraints"
                                + " where constraint_schema = database() order by 1, 2",
                        "select routine_name from information_schema.routines where routine_schema = database()");
        };
    }
}
