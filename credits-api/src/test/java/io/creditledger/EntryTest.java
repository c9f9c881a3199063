package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static final GrantId GRANT = new GrantId("g");
    private static final GrantTerms TERMS = new GrantTerms(1, "purchase", 0, Expiry.never());
    private static final Request REQUEST =
            new Request(key("k"), Fingerprint.of(Map.of("type", "charge")), null, Metadata.none());

    private static Entry entry(
            long seq,
            int line,
            EntryType type,
            @Nullable GrantId grant,
            long amount,
            @Nullable Request request,
            @Nullable GrantTerms terms) {
        return new Entry(ALICE, seq, line, type, grant, amount, Credits.of(100), NOON, NOON, request, terms);
    }

    @Test
    void lines_begin_at_one_and_zero() {
        assertThat(entry(1, 0, EntryType.OPEN, null, 0, REQUEST, null).line()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(0, 0, EntryType.OPEN, null, 0, null, null))
                .withMessage("seq begins at 1 and line at 0, but were 0 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(1, -1, EntryType.OPEN, null, 0, null, null))
                .withMessage("seq begins at 1 and line at 0, but were 1 and -1");
    }

    @Test
    void exactly_the_lines_that_make_a_grant_bear_its_terms() {
        assertThat(entry(2, 0, EntryType.GRANT, GRANT, 50, REQUEST, TERMS).terms())
                .isEqualTo(TERMS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.GRANT, GRANT, 50, REQUEST, null))
                .withMessage("exactly the lines that make a grant bear its terms, but GRANT came with null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.CHARGE, GRANT, -50, REQUEST, TERMS))
                .withMessageStartingWith("exactly the lines that make a grant bear its terms, but CHARGE came with");
    }

    @Test
    void a_line_without_a_grant_makes_none_and_moves_nothing() {
        assertThat(entry(2, 0, EntryType.CHARGE, null, 0, REQUEST, null).amount())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.CHARGE, null, -50, REQUEST, null))
                .withMessage("a line without a grant must neither make one nor move credits, but CHARGE moved -50");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.GRANT, null, 0, REQUEST, TERMS))
                .withMessage("a line without a grant must neither make one nor move credits, but GRANT moved 0");
    }

    @Test
    void a_shortfall_is_negative_and_of_no_grant() {
        assertThat(entry(2, 0, EntryType.OWE, null, -50, REQUEST, null).amount())
                .isEqualTo(-50);
        assertThat(entry(2, 1, EntryType.FORGIVE, null, -50, null, null).grant())
                .isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.OWE, null, 50, REQUEST, null))
                .withMessage("a shortfall is negative and of no grant, but OWE was 50 of null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.FORGIVE, null, 0, REQUEST, null))
                .withMessage("a shortfall is negative and of no grant, but FORGIVE was 0 of null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.OWE, GRANT, -50, REQUEST, null))
                .withMessageStartingWith("a shortfall is negative and of no grant, but OWE was -50 of ");
    }

    @Test
    void debt_is_repaid_by_a_grant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 0, EntryType.REPAY, null, -50, REQUEST, null))
                .withMessage("a line without a grant must neither make one nor move credits, but REPAY moved -50");
    }

    @Test
    void only_the_first_line_bears_the_request() {
        assertThat(entry(2, 1, EntryType.CHARGE, GRANT, -50, null, null).request())
                .isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(2, 1, EntryType.CHARGE, GRANT, -50, REQUEST, null))
                .withMessageStartingWith("only line 0 of a transaction bears its request, but line 1 came with ");
    }
}
