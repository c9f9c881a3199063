package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.exception.DataAccessException;

/** Each kind by itself: one row by a plain statement, more of them in the database's own way. */
record SeparateWrites(RowParameters parameters, ManyRows many) implements RowWriter {
    @Override
    public boolean writesAtOnce(List<RowWrite<?>> writes) {
        return writes.size() == 1;
    }

    @Override
    public void write(Session session, List<RowWrite<?>> writes) {
        for (RowWrite<?> write : writes) {
            write(session, write);
        }
    }

    private <T> void write(Session session, RowWrite<T> write) {
        if (write.isOfOne()) {
            writeOne(session, write.statement(), write.rows().get(0));
        } else if (!write.rows().isEmpty()) {
            writeMany(session, write.statement(), write.rows());
        }
    }

    private <T> void writeOne(Session session, RowStatement<T> statement, T row) {
        int changed = session.prepared(statement.ofOneRow(), prepared -> {
            parameters.set(prepared, 0, statement.columns(), row);
            return prepared.executeUpdate();
        });
        if (statement instanceof RowUpdate<T> update) {
            update.requireAll(changed, 1);
        }
    }

    private <T> void writeMany(Session session, RowStatement<T> statement, List<T> rows) {
        try {
            writeMany(session.connection(), statement, rows);
        } catch (SQLException e) {
            throw new DataAccessException("SQL [" + statement.ofOneRow() + "]; " + e.getMessage(), e);
        }
    }

    private <T> void writeMany(Connection connection, RowStatement<T> statement, List<T> rows) throws SQLException {
        if (statement instanceof RowInsert<T> insert) {
            many.insert(connection, insert, rows);
        } else if (statement instanceof RowUpdate<T> update) {
            many.update(connection, update, rows);
        }
    }
}
