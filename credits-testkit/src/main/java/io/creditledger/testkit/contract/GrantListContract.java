package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Cursor;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an account's grants are listed. */
abstract class GrantListContract extends ContractSuite {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    /** Of these grants b is spent and c in part; d and e both expire in March. */
    @BeforeEach
    void live() {
        open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "a").expiring(Expiry.never()));
        ledger.grant(grantOf(ALICE, 10, "b").withPriority(-2));
        ledger.grant(grantOf(ALICE, 10, "c").withPriority(-1));
        ledger.grant(grantOf(ALICE, 10, "d").expiring(Expiry.at(MARCH)));
        ledger.grant(grantOf(ALICE, 10, "e").expiring(Expiry.at(MARCH)));
        open(BOB);
        grant(BOB, 10, "z");
        charge(ALICE, 15, "task-1");
    }

    @Test
    void grants_come_newest_first_with_what_remains() {
        List<Grant> grants = ledger.grants(ALICE, GrantQuery.all()).items();

        assertThat(names(grants)).containsExactly("e", "d", "c", "b", "a");
        assertThat(grants).extracting(grant -> grant.remaining().value()).containsExactly(10L, 10L, 5L, 0L, 10L);
        assertThat(grants.get(2)).hasAmount(10).hasPriority(-1).hasSource("purchase");
    }

    @Test
    void only_the_open_ones_can_be_asked_for() {
        assertThat(names(ledger.grants(ALICE, GrantQuery.open()).items())).containsExactly("e", "d", "c", "a");
    }

    @Test
    void what_has_expired_is_open_until_its_expiry_is_recorded() {
        clock.set(MARCH);
        assertThat(names(ledger.grants(ALICE, GrantQuery.open()).items())).containsExactly("e", "d", "c", "a");

        ledger.expire();

        assertThat(names(ledger.grants(ALICE, GrantQuery.open()).items())).containsExactly("c", "a");
        assertThat(names(ledger.grants(ALICE, GrantQuery.all()).items())).containsExactly("e", "d", "c", "b", "a");
    }

    @Test
    void pages_of_every_size_make_up_the_whole() {
        for (int size = 1; size <= 6; size++) {
            assertThat(names(paged(GrantQuery.all().limit(size))))
                    .as("pages of %s", size)
                    .containsExactly("e", "d", "c", "b", "a");
            assertThat(names(paged(GrantQuery.open().limit(size))))
                    .as("open ones in pages of %s", size)
                    .containsExactly("e", "d", "c", "a");
        }
    }

    @Test
    void a_page_that_ends_with_the_last_grant_is_the_last_page() {
        assertThat(ledger.grants(ALICE, GrantQuery.all().limit(5)).next()).isEmpty();
        assertThat(ledger.grants(ALICE, GrantQuery.all().limit(4)).next()).hasValue(new Cursor(2, 0));
        assertThat(ledger.grants(ALICE, GrantQuery.all().after(new Cursor(1, 0)))
                        .items())
                .isEmpty();
    }

    @Test
    void later_pages_do_not_move_when_new_grants_come_in() {
        Cursor next = ledger.grants(ALICE, GrantQuery.all().limit(2)).next().orElseThrow();

        grant(ALICE, 10, "f");

        assertThat(names(ledger.grants(ALICE, GrantQuery.all().after(next)).items()))
                .containsExactly("c", "b", "a");
    }

    @Test
    void an_account_without_grants_has_an_empty_list() {
        open(AccountId.of("carol"));

        assertThat(ledger.grants(AccountId.of("carol"), GrantQuery.all())).isEqualTo(new Page<Grant>(List.of(), null));
        assertThat(names(ledger.grants(BOB, GrantQuery.all()).items())).containsExactly("z");
    }

    private static List<String> names(List<Grant> grants) {
        return grants.stream().map(grant -> grant.id().value()).toList();
    }

    private List<Grant> paged(GrantQuery query) {
        Page<Grant> page = ledger.grants(ALICE, query);
        List<Grant> grants = new ArrayList<>(page.items());
        for (Optional<Cursor> next = page.next(); next.isPresent(); next = page.next()) {
            assertThat(page.items()).hasSize(query.limit());
            page = ledger.grants(ALICE, query.after(next.get()));
            grants.addAll(page.items());
        }
        return grants;
    }
}
