package io.creditledger;

import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {
    private static final Cursor CURSOR = new Cursor(42, 0);

    @Test
    void a_query_for_grants_begins_with_the_newest_hundred() {
        assertThat(GrantQuery.all()).isEqualTo(new GrantQuery(false, null, 100));
        assertThat(GrantQuery.open()).isEqualTo(new GrantQuery(true, null, 100));
    }

    @Test
    void a_query_for_grants_can_go_on_after_a_cursor_and_take_another_size() {
        assertThat(GrantQuery.open().after(CURSOR).limit(7)).isEqualTo(new GrantQuery(true, CURSOR, 7));
        assertThat(GrantQuery.all().limit(7).after(CURSOR)).isEqualTo(new GrantQuery(false, CURSOR, 7));
    }

    @Test
    void a_query_for_entries_begins_with_the_newest_hundred_of_all_types() {
        assertThat(HistoryQuery.all()).isEqualTo(new HistoryQuery(Set.of(EntryType.values()), null, null, null, 100));
    }

    @Test
    void a_query_for_entries_can_be_narrowed_down_in_every_way() {
        HistoryQuery query = HistoryQuery.all()
                .ofType(EntryType.CHARGE, EntryType.EXPIRE)
                .from(NOON)
                .until(TOMORROW)
                .after(CURSOR)
                .limit(7);

        assertThat(query)
                .isEqualTo(new HistoryQuery(EnumSet.of(EntryType.CHARGE, EntryType.EXPIRE), NOON, TOMORROW, CURSOR, 7));
    }

    @Test
    void the_types_of_a_query_are_its_own() {
        EnumSet<EntryType> types = EnumSet.of(EntryType.CHARGE);
        HistoryQuery query = new HistoryQuery(types, null, null, null, 7);

        types.add(EntryType.OPEN);

        assertThat(query.types()).containsExactly(EntryType.CHARGE);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> query.types().add(EntryType.OPEN));
    }

    @Test
    void a_query_for_no_type_of_entries_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryQuery(Set.of(), null, null, null, 7))
                .withMessage("a history query needs at least one type of entries, but had none");
    }

    @Test
    void bounds_that_cannot_be_stored_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryQuery.all().from(NOON.plusNanos(1)))
                .withMessageStartingWith("from must be a whole microsecond");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryQuery.all().until(LedgerTime.MIN.minusSeconds(1)))
                .withMessageStartingWith("until must lie between");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE})
    void page_sizes_out_of_range_are_refused(int limit) {
        String message = "limit must be from 1 to 1000, but was " + limit;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrantQuery.all().limit(limit))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryQuery.all().limit(limit))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void page_and_batch_sizes_at_the_bounds_are_taken(int size) {
        assertThat(GrantQuery.all().limit(size).limit()).isEqualTo(size);
        assertThat(HistoryQuery.all().limit(size).limit()).isEqualTo(size);
        assertThat(Sweep.inBatches().of(size).batchSize()).isEqualTo(size);
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> GrantQuery.all().after(absent()))
                .withMessage("cursor");
        assertThatNullPointerException()
                .isThrownBy(() -> HistoryQuery.all().after(absent()))
                .withMessage("cursor");
        assertThatNullPointerException()
                .isThrownBy(() -> HistoryQuery.all().from(absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> HistoryQuery.all().until(absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> Sweep.inBatches().telling(absent()))
                .withMessage("progress");
    }

    @Test
    void a_page_tells_where_the_next_one_begins() {
        assertThat(new Page<>(List.of("a"), CURSOR).next()).contains(CURSOR);
        assertThat(new Page<>(List.of("a"), null).next()).isEmpty();
    }

    @Test
    void the_elements_of_a_page_are_its_own() {
        List<String> items = new ArrayList<>(List.of("a"));
        Page<String> page = new Page<>(items, null);

        items.add("b");

        assertThat(page.items()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE})
    void batch_sizes_out_of_range_are_refused(int batchSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.inBatches().of(batchSize))
                .withMessage("a sweep's batch size must be from 1 to 1000, but was " + batchSize);
    }

    @Test
    void a_sweep_takes_a_hundred_at_a_time_and_tells_nobody() {
        Sweep sweep = Sweep.inBatches();
        SweepResult result = new SweepResult(NOON, 1, 2, BigInteger.TEN);

        sweep.progress().accept(result);

        assertThat(sweep.batchSize()).isEqualTo(100);
    }

    @Test
    void a_sweep_tells_whom_it_was_given() {
        List<SweepResult> told = new ArrayList<>();
        SweepResult result = new SweepResult(NOON, 1, 2, BigInteger.TEN);

        Sweep.inBatches().telling(told::add).of(7).progress().accept(result);

        assertThat(told).containsExactly(result);
    }
}
