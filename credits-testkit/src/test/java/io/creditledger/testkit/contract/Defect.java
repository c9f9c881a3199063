package io.creditledger.testkit.contract;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.Request;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One promise that a store does not keep, as makers of stores tend not to. */
enum Defect {
    NONE,

    KEYS_ARE_FORGOTTEN {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            return new Loaded(sound.grants(), Map.of());
        }
    },

    ONLY_THE_FIRST_LINE_OF_A_TRANSACTION_IS_FOUND_AGAIN {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            Map<IdempotencyKey, List<Entry>> earlier = new HashMap<>(sound.earlier());
            earlier.replaceAll((key, lines) -> lines.subList(0, 1));
            return new Loaded(sound.grants(), earlier);
        }
    },

    OLDEST_GRANTS_ARE_LOADED_FIRST {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            return loadedInOrder(demand, sound, Comparator.comparingLong(Grant::number));
        }
    },

    PRIORITIES_ARE_NOT_LOOKED_AT {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            return loadedInOrder(demand, sound, Comparator.comparing(Grant::expiry));
        }
    },

    NEVER_COMES_FIRST {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            Comparator<Grant> neverFirst =
                    Comparator.comparing(grant -> !grant.expiry().equals(Expiry.never()));
            return loadedInOrder(
                    demand, sound, neverFirst.thenComparing(demand.order().comparator()));
        }
    },

    GRANTS_ARE_ORDERED_BY_ID {
        @Override
        Loaded loaded(Demand demand, Loaded sound) {
            Comparator<Grant> order = Comparator.comparingInt(Grant::priority);
            return loadedInOrder(
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

    HistoryQuery asked(HistoryQuery query) {
        return query;
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
                change.entries().stream().map(this::written).toList());
    }

    /** Loads no more than is needed, as a database does. */
    private static Loaded loadedInOrder(Demand demand, Loaded sound, Comparator<Grant> order) {
        List<Grant> loaded = new ArrayList<>();
        Credits covered = Credits.ZERO;
        for (Grant grant : sound.grants().stream().sorted(order).toList()) {
            if (grant.isDueAt(demand.at())) {
                loaded.add(grant);
            } else if (grant.isUsableAt(demand.at()) && demand.needed().isMoreThan(covered)) {
                loaded.add(grant);
                covered = covered.plus(grant.remaining());
            }
        }
        return new Loaded(loaded, sound.earlier());
    }
}
