package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Watches how connections come from a data source and how they go back. */
final class ConnectionLog implements Tap {
    private final IdentityHashMap<Connection, State> open = new IdentityHashMap<>();
    private final List<State> changed = new ArrayList<>();
    private int closed;

    private record State(boolean autoCommit, int isolation) {
        static State of(Connection connection) throws SQLException {
            return new State(connection.getAutoCommit(), connection.getTransactionIsolation());
        }
    }

    @Override
    public void before(Call call) throws SQLException {
        if (call.target() instanceof Connection connection && !connection.isClosed()) {
            open.putIfAbsent(connection, State.of(connection));
            if ("close".equals(call.method())) {
                close(connection);
            }
        }
    }

    @Override
    public void after(Call call) {}

    private void close(Connection connection) throws SQLException {
        State state = State.of(connection);
        if (!state.equals(open.remove(connection))) {
            changed.add(state);
        }
        closed++;
    }

    int closed() {
        return closed;
    }

    int leftOpen() {
        return open.size();
    }

    /** The states of those connections that went back otherwise than they came. */
    List<?> changed() {
        return changed;
    }
}
