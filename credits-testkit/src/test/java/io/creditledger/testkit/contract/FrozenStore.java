package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.StoreTransaction;
import io.creditledger.testkit.contract.StoreContents.AccountContents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store of one account that can only be read, and holds whatever it was given, true or not. */
record FrozenStore(AccountContents contents) implements CreditStore {
    @Override
    public <T> T transact(Function<StoreTransaction, T> work) {
        throw new UnsupportedOperationException("this store is frozen");
    }

    @Override
    public Optional<Holdings> holdings(AccountId account) {
        return Optional.of(new Holdings(contents.row(), contents.openGrants()));
    }

    @Override
    public List<Grant> grants(AccountId account, GrantQuery query, int limit) {
        return query.after() == null ? contents.grants() : List.of();
    }

    @Override
    public List<Entry> history(AccountId account, HistoryQuery query, int limit) {
        throw new UnsupportedOperationException("an audit reads the journal, not the history");
    }

    @Override
    public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
        contents.journal().forEach(reader);
    }

    @Override
    public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
        throw new UnsupportedOperationException("an audit does not look for due grants");
    }

    @Override
    public List<Task> tasks(TaskId task) {
        throw new UnsupportedOperationException("an audit lists tasks and does not look for one");
    }

    @Override
    public List<Task> knownTasks(TaskId task) {
        return tasks(task);
    }

    @Override
    public List<Task> tasks(TaskQuery query, int limit) {
        return query.after() == null ? contents.tasks() : List.of();
    }

    @Override
    public Credits estimatesOfRunningTasks(AccountId account) {
        throw new UnsupportedOperationException("an audit does not ask for estimates");
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int limit) {
        return after == null ? List.of(contents.row().id()) : List.of();
    }
}
