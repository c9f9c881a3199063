package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Moves instants between Java and the databases without going through any time zone of the JVM or of the session.
 *
 * <p>PostgreSQL and H2 have timestamps with a zone and get an {@link OffsetDateTime} in UTC; MariaDB and MySQL have none,
 * and their {@code datetime} holds the local time of UTC. For jOOQ's generated tables; hosts do not need it.
 */
public final class InstantBinding implements Binding<OffsetDateTime, Instant> {
    private static final long serialVersionUID = 1L;

    private static final Converter<OffsetDateTime, Instant> CONVERTER = Converter.ofNullable(
            OffsetDateTime.class,
            Instant.class,
            OffsetDateTime::toInstant,
            instant -> instant.atOffset(ZoneOffset.UTC));

    /** Makes a binding; jOOQ's generated tables do. */
    public InstantBinding() {}

    @Override
    public Converter<OffsetDateTime, Instant> converter() {
        return CONVERTER;
    }

    @Override
    public void sql(BindingSQLContext<Instant> context) {
        if (context.render().paramType() == ParamType.INLINED) {
            context.render().visit(DSL.inline(CONVERTER.to(context.value())));
        } else {
            context.render().sql(context.variable());
        }
    }

    @Override
    public void set(BindingSetStatementContext<Instant> context) throws SQLException {
        PreparedStatement statement = context.statement();
        statement.setObject(context.index(), toDatabase(context.value(), context.family()));
    }

    @Override
    public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
        context.value(fromDatabase(context.resultSet(), context.index(), context.family()));
    }

    @Override
    public void register(BindingRegisterContext<Instant> context) throws SQLException {
        throw notCalled();
    }

    @Override
    public void get(BindingGetStatementContext<Instant> context) throws SQLException {
        throw notCalled();
    }

    @Override
    public void set(BindingSetSQLOutputContext<Instant> context) throws SQLException {
        throw notCalled();
    }

    @Override
    public void get(BindingGetSQLInputContext<Instant> context) throws SQLException {
        throw notCalled();
    }

    static @Nullable Object toDatabase(@Nullable Instant instant, SQLDialect family) {
        if (instant == null) {
            return null;
        }
        return hasZonedTimestamps(family)
                ? instant.atOffset(ZoneOffset.UTC)
                : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static @Nullable Instant fromDatabase(ResultSet row, int index, SQLDialect family) throws SQLException {
        if (hasZonedTimestamps(family)) {
            OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }
        LocalDateTime value = row.getObject(index, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    private static boolean hasZonedTimestamps(SQLDialect family) {
        return family == SQLDialect.POSTGRES || family == SQLDialect.H2;
    }

    private static SQLFeatureNotSupportedException notCalled() {
        return new SQLFeatureNotSupportedException("the ledger's tables are not used in stored procedures");
    }
}
