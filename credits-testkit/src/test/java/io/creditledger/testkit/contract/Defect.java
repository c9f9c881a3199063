package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.Output;
import io.creditledger.Request;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskQuery;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One promise that a store does not keep, as makers of stores tend not to. */
enum Defect {
    NONE,

    KEYS_ARE_FORGOTTEN {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            return new Loaded(sound.grants(), Map.of(), sound.tasks());
        }
    },

    ONLY_THE_FIRST_LINE_OF_A_TRANSACTION_IS_FOUND_AGAIN {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>(sound.earlier());
            earlier.replaceAll((key, lines) -> lines.subList(0, 1));
            return new Loaded(sound.grants(), earlier, sound.tasks());
        }
    },

    OLDEST_GRANTS_ARE_LOADED_FIRST {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            return SparseLoad.of(demand, sound, Comparator.comparingLong(Grant::number));
        }
    },

    PRIORITIES_ARE_NOT_LOOKED_AT {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            return SparseLoad.of(demand, sound, Comparator.comparing(Grant::expiry));
        }
    },

    NEVER_COMES_FIRST {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            Comparator<Grant> neverFirst =
                    Comparator.comparing(grant -> !grant.expiry().equals(Expiry.never()));
            return SparseLoad.of(
                    demand, sound, neverFirst.thenComparing(demand.order().comparator()));
        }
    },

    GRANTS_ARE_ORDERED_BY_ID {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            Comparator<Grant> order = Comparator.comparingInt(Grant::priority);
            return SparseLoad.of(
                    demand, sound, order.thenComparing(Grant::expiry).thenComparing(Grant::id));
        }
    },

    INSTANTS_ARE_CUT_TO_MILLISECONDS {
        @Override
        Grant written(Grant grant) {
            return new Grant(
                    grant.account(),
                    grant.id(),
                    grant.number(),
                    grant.source(),
                    grant.priority(),
                    grant.amount(),
                    grant.remaining(),
                    grant.effective().truncatedTo(ChronoUnit.MILLIS),
                    grant.expiry());
        }
    },

    METADATA_IS_FORGOTTEN {
        @Override
        Entry written(Entry entry) {
            EditedEntry edited = new EditedEntry(entry);
            Request request = entry.request();
            edited.request = request == null
                    ? null
                    : new Request(request.key(), request.fingerprint(), request.reference(), Metadata.none());
            return edited.forged();
        }
    },

    UNTIL_IS_INCLUSIVE {
        @Override
        HistoryQuery asked(HistoryQuery query) {
            Instant until = query.until();
            return until == null ? query : query.until(until.plus(1, ChronoUnit.MICROS));
        }
    },

    FROM_IS_EXCLUSIVE {
        @Override
        HistoryQuery asked(HistoryQuery query) {
            Instant from = query.from();
            return from == null ? query : query.from(from.plus(1, ChronoUnit.MICROS));
        }
    },

    THE_LAST_MICROSECOND_OF_THE_JOURNAL_IS_NOT_READ {
        @Override
        Instant readUntil(Instant until) {
            return until.minus(1, ChronoUnit.MICROS);
        }
    },

    GRANTS_ARE_DUE_A_MICROSECOND_LATE {
        @Override
        Instant dueAt(Instant at) {
            return at.minus(1, ChronoUnit.MICROS);
        }
    },
    STARTED_TASKS_ARE_FORGOTTEN {
        @Override
        AccountChange written(AccountChange change) {
            return withTasks(change, List.of(), change.moved());
        }
    },
    TASKS_NEVER_END {
        @Override
        AccountChange written(AccountChange change) {
            return withTasks(change, change.started(), List.of());
        }
    },
    TASKS_MOVE_WITHOUT_THEIR_ENTRIES {
        @Override
        AccountChange written(AccountChange change) {
            List<Entry> entries = change.moved().isEmpty() ? change.entries() : List.of();
            return new AccountChange(
                    change.account(), change.made(), change.drawn(), entries, change.started(), change.moved());
        }
    },
    IT_IS_FORGOTTEN_THAT_TASKS_ARE_CHARGED {
        @Override
        Task written(Task task) {
            return task.charge() == null
                    ? task
                    : EditedTask.of(task)
                            .charged(TaskCharge.unpaid(task.charge().calculated()));
        }
    },
    OUTPUTS_ARE_CUT_TO_MILLISECONDS {
        @Override
        Task written(Task task) {
            Output output = task.output();
            return output == null
                    ? task
                    : EditedTask.of(task)
                            .producing(new Output(output.quantity().setScale(3, RoundingMode.DOWN), output.measure()));
        }
    },
    TASKS_THAT_STARTED_AT_THE_BOUND_ARE_LISTED {
        @Override
        TaskQuery asked(TaskQuery query) {
            Instant bound = query.startedBefore();
            return bound == null ? query : query.startedBefore(bound.plus(1, ChronoUnit.MICROS));
        }
    },
    TASKS_OF_ALL_ACCOUNTS_ARE_LISTED {
        @Override
        TaskQuery asked(TaskQuery query) {
            return new TaskQuery(query.kind(), null, query.startedBefore(), query.after(), query.limit());
        }
    },
    ESTIMATES_OF_ENDED_TASKS_COUNT {
        @Override
        Credits estimates(CreditStore sound, AccountId account) {
            return sound.tasks(TaskQuery.of(TaskQuery.Kind.ANY).of(account), 1_000).stream()
                    .flatMap(task -> Stream.ofNullable(task.estimate()))
                    .reduce(Credits.ZERO, Credits::plus);
        }
    };

    Loaded loaded(Demand demand, Loaded sound) {
        return sound;
    }

    Grant written(Grant grant) {
        return grant;
    }

    Entry written(Entry entry) {
        return entry;
    }

    Task written(Task task) {
        return task;
    }

    HistoryQuery asked(HistoryQuery query) {
        return query;
    }

    TaskQuery asked(TaskQuery query) {
        return query;
    }

    Credits estimates(CreditStore sound, AccountId account) {
        return sound.estimatesOfRunningTasks(account);
    }

    Instant readUntil(Instant until) {
        return until;
    }

    Instant dueAt(Instant at) {
        return at;
    }

    AccountChange written(AccountChange change) {
        return new AccountChange(
                change.account(),
                change.made().stream().map(this::written).toList(),
                change.drawn().stream().map(this::written).toList(),
                change.entries().stream().map(this::written).toList(),
                change.started().stream().map(this::written).toList(),
                change.moved().stream().map(this::written).toList());
    }

    private static AccountChange withTasks(AccountChange change, List<Task> started, List<Task> moved) {
        return new AccountChange(change.account(), change.made(), change.drawn(), change.entries(), started, moved);
    }
}
