package io.creditledger.jdbc;

import java.util.function.Consumer;

/**
 * A text whose answer is read row after row.
 *
 * @param text the text, which never changes
 * @param parameters set its parameters
 * @param columns the columns of the answer
 * @param reader is given each row of the answer
 */
record Query(String text, Parameters parameters, RowColumns columns, Consumer<Row> reader) {}
