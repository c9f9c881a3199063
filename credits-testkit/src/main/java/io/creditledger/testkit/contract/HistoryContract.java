package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.HistoryQuery;
import io.creditledger.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an account's journal is listed. */
abstract class HistoryContract extends ContractSuite {
    private static final Instant OPENED = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00.000001Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    /** In January an opening and three grants, in February a charge of three lines, in March an expiry and a charge. */
    @BeforeEach
    void live() {
        open(ALICE);
        grant(ALICE, 10, "a");
        grant(ALICE, 10, "b");
        ledger.grant(grantOf(ALICE, 10, "c").expiring(Expiry.at(MARCH)));
        open(BOB);
        grant(BOB, 10, "a");
        clock.set(FEBRUARY);
        charge(ALICE, 26, "task-1");
        clock.set(MARCH);
        ledger.grant(grantOf(ALICE, 5, "d").expiring(Expiry.at(FEBRUARY)));
        charge(ALICE, 0, "task-2");
    }

    @Test
    void entries_come_newest_first() {
        assertThat(places(ledger.history(ALICE, HistoryQuery.all())))
                .containsExactly("7.0", "6.1", "6.0", "5.2", "5.1", "5.0", "4.0", "3.0", "2.0", "1.0");
        assertThat(types(HistoryQuery.all()))
                .containsExactly(
                        EntryType.CHARGE,
                        EntryType.EXPIRE,
                        EntryType.GRANT,
                        EntryType.CHARGE,
                        EntryType.CHARGE,
                        EntryType.CHARGE,
                        EntryType.GRANT,
                        EntryType.GRANT,
                        EntryType.GRANT,
                        EntryType.OPEN);
    }

    @Test
    void an_account_has_its_own_history() {
        assertThat(ledger.history(BOB, HistoryQuery.all()).items())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.account()).isEqualTo(BOB));
    }

    @Test
    void pages_of_every_size_make_up_the_whole() {
        List<Entry> whole = ledger.history(ALICE, HistoryQuery.all()).items();

        assertThat(whole).hasSize(10);
        for (int size = 1; size <= whole.size() + 1; size++) {
            assertThat(paged(HistoryQuery.all().limit(size)))
                    .as("pages of %s", size)
                    .isEqualTo(whole);
        }
    }

    @Test
    void a_page_that_ends_with_the_last_entry_is_the_last_page() {
        assertThat(ledger.history(ALICE, HistoryQuery.all().limit(10)).next()).isEmpty();
        assertThat(ledger.history(ALICE, HistoryQuery.all().limit(9)).next()).hasValue(new Cursor(2, 0));
        assertThat(ledger.history(ALICE, HistoryQuery.all().after(new Cursor(1, 0)))
                        .items())
                .isEmpty();
    }

    @Test
    void later_pages_do_not_move_when_new_entries_come_in() {
        List<Entry> before = ledger.history(ALICE, HistoryQuery.all()).items();
        Page<Entry> first = ledger.history(ALICE, HistoryQuery.all().limit(4));

        charge(ALICE, 1, "task-3");
        grant(ALICE, 10, "e");

        Cursor next = Cursor.parse(first.next().orElseThrow().toString());
        assertThat(ledger.history(ALICE, HistoryQuery.all().after(next)).items())
                .isEqualTo(before.subList(4, 10));
    }

    @Test
    void a_page_may_end_within_a_transaction() {
        Page<Entry> first = ledger.history(ALICE, HistoryQuery.all().limit(5));

        assertThat(first.next()).hasValue(new Cursor(5, 1));
        assertThat(places(ledger.history(ALICE, HistoryQuery.all().limit(2).after(new Cursor(5, 1)))))
                .containsExactly("5.0", "4.0");
    }

    @Test
    void entries_of_some_types_can_be_asked_for() {
        assertThat(types(HistoryQuery.all().ofType(EntryType.OPEN))).containsExactly(EntryType.OPEN);
        assertThat(types(HistoryQuery.all().ofType(EntryType.EXPIRE, EntryType.OPEN)))
                .containsExactly(EntryType.EXPIRE, EntryType.OPEN);
        assertThat(types(HistoryQuery.all().ofType(EntryType.CHARGE)))
                .hasSize(4)
                .containsOnly(EntryType.CHARGE);
        assertThat(types(HistoryQuery.all().ofType(EntryType.GRANT))).hasSize(4).containsOnly(EntryType.GRANT);
    }

    @Test
    void filtered_history_is_paged_too() {
        HistoryQuery charges =
                HistoryQuery.all().ofType(EntryType.CHARGE, EntryType.GRANT).until(MARCH);

        assertThat(paged(charges.limit(2)))
                .isEqualTo(ledger.history(ALICE, charges).items())
                .hasSize(6);
    }

    @Test
    void from_is_inclusive_and_until_is_exclusive() {
        HistoryQuery all = HistoryQuery.all();
        Instant justAfter = FEBRUARY.plus(1, ChronoUnit.MICROS);
        Instant justBefore = FEBRUARY.minus(1, ChronoUnit.MICROS);

        assertThat(types(all.from(FEBRUARY).until(justAfter))).hasSize(3).containsOnly(EntryType.CHARGE);
        assertThat(types(all.from(FEBRUARY))).hasSize(6);
        assertThat(types(all.from(justBefore))).hasSize(6);
        assertThat(types(all.from(justAfter))).hasSize(3);
        assertThat(types(all.until(FEBRUARY))).hasSize(4);
        assertThat(types(all.until(justAfter))).hasSize(7);
        assertThat(types(all.from(OPENED).until(OPENED))).isEmpty();
    }

    @Test
    void time_filters_go_by_the_recording_not_by_the_business_instant() {
        assertThat(types(HistoryQuery.all().from(MARCH).ofType(EntryType.EXPIRE)))
                .containsExactly(EntryType.EXPIRE);
        assertThat(types(HistoryQuery.all().until(MARCH).ofType(EntryType.EXPIRE)))
                .isEmpty();
    }

    private List<EntryType> types(HistoryQuery query) {
        return ledger.history(ALICE, query).items().stream().map(Entry::type).toList();
    }

    private static List<String> places(Page<Entry> page) {
        return page.items().stream()
                .map(entry -> entry.seq() + "." + entry.line())
                .toList();
    }

    private List<Entry> paged(HistoryQuery query) {
        List<Entry> entries = new ArrayList<>();
        Page<Entry> page = ledger.history(ALICE, query);
        entries.addAll(page.items());
        for (Optional<Cursor> next = page.next(); next.isPresent(); next = page.next()) {
            assertThat(page.items()).hasSize(query.limit());
            page = ledger.history(ALICE, query.after(next.get()));
            entries.addAll(page.items());
        }
        return entries;
    }
}
