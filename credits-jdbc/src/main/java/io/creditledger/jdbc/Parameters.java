package io.creditledger.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sets the parameters of a text, which may be a part of a statement. */
interface Parameters {
    /** Sets them after as many as were set before, and returns how many are set then. */
    int set(PreparedStatement statement, int before) throws SQLException;
}
