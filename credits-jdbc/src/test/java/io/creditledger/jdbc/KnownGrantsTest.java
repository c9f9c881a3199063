package io.creditledger.jdbc;

import static io.creditledger.ConsumptionOrder.OLDEST_GRANT_FIRST;
import static io.creditledger.ConsumptionOrder.SOONEST_EXPIRY_FIRST;
import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Fingerprint;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.Request;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is known of an account's grants, and what that serves. */
class KnownGrantsTest {
    private static final Instant SINCE = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant UNTIL = SINCE.plus(ReadSoFar.READ_AHEAD);
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final Account ROW = Account.unopened(ALICE);

    @Test
    void as_many_grants_as_it_may_know_can_be_all() {
        KnownGrants known = known(true, grants(1, KnownGrants.MOST));

        assertThat(known.grants()).isEqualTo(grants(1, KnownGrants.MOST));
        assertThat(known.isAll()).isTrue();
    }

    @Test
    void of_more_grants_it_knows_the_first_ones_and_that_they_are_not_all() {
        KnownGrants known = known(true, grants(1, KnownGrants.MOST + 1));

        assertThat(known.grants()).isEqualTo(grants(1, KnownGrants.MOST));
        assertThat(known.isAll()).isFalse();
    }

    @Test
    void a_new_grant_beyond_the_most_is_not_known_and_what_is_known_not_all_any_more() {
        KnownGrants known = known(true, grants(1, KnownGrants.MOST)).after(changeOf(grant(KnownGrants.MOST + 1, 10)));

        assertThat(known.grants()).isEqualTo(grants(1, KnownGrants.MOST));
        assertThat(known.isAll()).isFalse();
    }

    @Test
    void a_new_grant_that_comes_first_pushes_the_last_one_out() {
        List<Grant> grants = grants(1, KnownGrants.MOST);
        Grant first = expiring(KnownGrants.MOST + 1, SINCE.plusSeconds(1));

        KnownGrants known = known(true, grants).after(changeOf(first));

        assertThat(known.grants()).startsWith(first, grants.get(0)).hasSize(KnownGrants.MOST);
        assertThat(known.grants()).doesNotContain(grants.get(KnownGrants.MOST - 1));
        assertThat(known.isAll()).isFalse();
    }

    @Test
    void a_new_grant_that_may_come_after_unknown_ones_is_not_known() {
        assertThat(known(false, grants(1, 2)).after(changeOf(grant(9, 10))).grants())
                .isEqualTo(grants(1, 2));
        assertThat(known(false, List.of()).after(changeOf(grant(9, 10))).grants())
                .isEmpty();
        assertThat(known(true, List.of()).after(changeOf(grant(9, 10))).grants())
                .containsExactly(grant(9, 10));
    }

    @Test
    void a_known_grant_that_is_used_up_is_not_known_any_more() {
        Grant used = grant(1, 10).minus(Credits.of(10));
        Grant drawn = grant(2, 10).minus(Credits.of(3));
        Account row = new Account(ALICE, Credits.of(17), Credits.ZERO, Credits.ZERO, 4, 3, SINCE, SINCE);

        KnownGrants known = known(false, grants(1, 3))
                .after(new AccountChange(row, List.of(), List.of(used, drawn), List.of(), List.of(), List.of()));

        assertThat(known.grants()).containsExactly(drawn, grant(3, 10));
        assertThat(known.account()).isEqualTo(row);
    }

    @Test
    void the_last_used_keys_are_known() {
        KnownGrants known = known(true, grants(1, 1));
        for (int task = 1; task <= KnownGrants.MOST_KEYS + 2; task++) {
            known = known.after(charge(task));
        }

        assertThat(known.keys())
                .isEqualTo(IntStream.rangeClosed(3, KnownGrants.MOST_KEYS + 2)
                        .mapToObj(KnownGrantsTest::key)
                        .toList());
    }

    @Test
    void a_key_that_is_known_to_be_used_is_not_served() {
        KnownGrants known = known(true, grants(1, 1)).after(charge(1));

        assertThat(known.serve(demand(SINCE, 5, key(1)))).isFalse();
        assertThat(known.serve(demand(SINCE, 5, key(2), key(1)))).isFalse();
        assertThat(known.serve(demand(SINCE, 5, key(2), key(3)))).isTrue();
    }

    @Test
    void due_grants_are_not_served() {
        KnownGrants known = known(true, grants(1, 1));

        assertThat(known.serve(demand(SINCE, SOONEST_EXPIRY_FIRST, 0, 1))).isFalse();
        assertThat(known.serve(demand(SINCE, SOONEST_EXPIRY_FIRST, 0, 0))).isTrue();
    }

    @Test
    void grants_in_another_order_are_not_served() {
        KnownGrants known = known(true, grants(1, 1));

        assertThat(known.serve(demand(SINCE, OLDEST_GRANT_FIRST, 5, 0))).isFalse();
        assertThat(known.serve(demand(SINCE, SOONEST_EXPIRY_FIRST, 5, 0))).isTrue();
    }

    @Test
    void it_serves_from_the_first_instant_to_the_last_one_that_was_read_ahead() {
        KnownGrants known = known(true, grants(1, 1));

        assertThat(known.serve(demand(SINCE.minus(TICK), 5))).isFalse();
        assertThat(known.serve(demand(SINCE, 5))).isTrue();
        assertThat(known.serve(demand(UNTIL, 5))).isTrue();
        assertThat(known.serve(demand(UNTIL.plus(TICK), 5))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_holds_too_little_does_not_serve(boolean isAll) {
        KnownGrants known = known(isAll, grants(1, 3));

        assertThat(known.serve(demand(SINCE, 30))).isTrue();
        assertThat(known.serve(demand(SINCE, 31))).isFalse();
        assertThat(known(isAll, List.of()).serve(demand(SINCE, 1))).isFalse();
        assertThat(known(isAll, List.of()).serve(demand(SINCE, 0))).isTrue();
    }

    @Test
    void amounts_beyond_what_a_long_holds_serve() {
        Credits most = Credits.of(Long.MAX_VALUE);
        List<Grant> large = LongStream.rangeClosed(1, 3)
                .mapToObj(number -> new Grant(
                        ALICE, new GrantId("g" + number), number, "gift", 0, most, most, SINCE, Expiry.never()))
                .toList();

        assertThat(known(true, large).serve(demand(SINCE, Long.MAX_VALUE))).isTrue();
    }

    @Test
    void a_grant_does_not_serve_from_the_instant_at_which_it_expires() {
        Instant expires = SINCE.plusSeconds(60);
        KnownGrants known = known(true, List.of(expiring(1, expires)));

        assertThat(known.serve(demand(expires.minus(TICK), 10))).isTrue();
        assertThat(known.serve(demand(expires, 10))).isFalse();
    }

    @Test
    void a_grant_serves_from_the_instant_at_which_it_becomes_effective() {
        Instant effective = SINCE.plusSeconds(60);
        KnownGrants known = known(true, List.of(effectiveFrom(1, effective)));

        assertThat(known.serve(demand(effective.minus(TICK), 10))).isFalse();
        assertThat(known.serve(demand(effective, 10))).isTrue();
    }

    @Test
    void it_is_calm_only_when_it_was_found_so_often_enough_and_changes_leave_that_as_it_is() {
        KnownGrants known = known(true, grants(1, 1));

        assertThat(known.with(known.keys(), KnownGrants.CALM - 1).isCalm()).isFalse();
        assertThat(known.with(known.keys(), KnownGrants.CALM).isCalm()).isTrue();
        assertThat(known.with(known.keys(), KnownGrants.CALM).after(charge(1)).isCalm())
                .isTrue();
        assertThat(known.with(known.keys(), 1).after(charge(1)).calm()).isEqualTo(1);
        assertThat(known.with(known.keys(), 1))
                .isEqualTo(known.with(known.keys(), 2).with(known.keys(), 1));
    }

    private static KnownGrants known(boolean isAll, List<Grant> grants) {
        return new KnownGrants(ROW, SOONEST_EXPIRY_FIRST, SINCE, grants, isAll, List.of(), 0);
    }

    private static List<Grant> grants(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> grant(number, 10))
                .toList();
    }

    private static Grant grant(int number, long remaining) {
        return grant(number, remaining, SINCE, Expiry.never());
    }

    private static Grant expiring(int number, Instant expires) {
        return grant(number, 10, SINCE, Expiry.at(expires));
    }

    private static Grant effectiveFrom(int number, Instant effective) {
        return grant(number, 10, effective, Expiry.never());
    }

    private static Grant grant(int number, long remaining, Instant effective, Expiry expiry) {
        Credits amount = Credits.of(10);
        return new Grant(
                ALICE, new GrantId("g" + number), number, "gift", 0, amount, Credits.of(remaining), effective, expiry);
    }

    private static IdempotencyKey key(int task) {
        return IdempotencyKey.of("task-" + task);
    }

    private static Demand demand(Instant at, long needed, IdempotencyKey... keys) {
        return new Demand(ALICE, Set.of(keys), Set.of(), at, SOONEST_EXPIRY_FIRST, Credits.of(needed), 0);
    }

    private static Demand demand(Instant at, ConsumptionOrder order, long needed, int due) {
        return new Demand(ALICE, Set.of(), Set.of(), at, order, Credits.of(needed), due);
    }

    private static AccountChange changeOf(Grant made) {
        return new AccountChange(ROW, List.of(made), List.of(), List.of(), List.of(), List.of());
    }

    /** A charge of two lines, the second of which bears no key. */
    private static AccountChange charge(int task) {
        Request request = new Request(key(task), new Fingerprint("type=charge"), null, Metadata.none());
        List<Entry> entries = Stream.of(0, 1)
                .map(line -> new Entry(
                        ALICE,
                        task,
                        line,
                        EntryType.CHARGE,
                        null,
                        0,
                        Credits.ZERO,
                        SINCE,
                        SINCE,
                        line == 0 ? request : null,
                        null))
                .toList();
        return new AccountChange(ROW, List.of(), List.of(), entries, List.of(), List.of());
    }
}
