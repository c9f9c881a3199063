package io.creditledger.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Sees every call that is made of a data source, of its connections and of their statements, and may make it fail. */
public interface Tap {
    /**
     * A call.
     *
     * @param target the driver's object
     * @param method what is called
     * @param sql the statement that is prepared or executed; empty where there is none
     */
    record Call(Object target, String method, String sql) {
        public boolean executes() {
            return target instanceof Statement && method.startsWith("execute");
        }
    }

    /** Is told of a call before it is made. */
    void before(Call call) throws SQLException;

    /** Is told of a call that has succeeded. */
    void after(Call call) throws SQLException;

    /** Puts this tap before a data source. */
    default DataSource on(DataSource dataSource) {
        return tapped(dataSource, DataSource.class, "");
    }

    private <T> T tapped(T target, Class<T> type, String prepared) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String sql = arguments != null && arguments[0] instanceof String text ? text : prepared;
            Call call = new Call(target, method.getName(), sql);
            before(call);
            Object result = invoke(target, method, arguments);
            after(call);
            return tapped(result, sql);
        };
        return type.cast(Proxy.newProxyInstance(Tap.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object tapped(@Nullable Object result, String sql) {
        if (result instanceof PreparedStatement statement) {
            return tapped(statement, PreparedStatement.class, sql);
        }
        if (result instanceof Statement statement) {
            return tapped(statement, Statement.class, "");
        }
        return result instanceof Connection connection ? tapped(connection, Connection.class, "") : result;
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
