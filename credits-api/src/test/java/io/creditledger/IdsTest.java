package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdsTest {
    static Stream<Arguments> ids() {
        Function<String, Object> account = AccountId::of;
        Function<String, Object> key = IdempotencyKey::of;
        Function<String, Object> grant = GrantId::new;
        Function<String, Object> task = TaskId::of;
        Function<String, Object> tier = Tier::of;
        return Stream.of(
                Arguments.of("account id", AccountId.MAX_LENGTH, account),
                Arguments.of("idempotency key", IdempotencyKey.MAX_LENGTH, key),
                Arguments.of("grant id", IdempotencyKey.MAX_LENGTH, grant),
                Arguments.of("task id", TaskId.MAX_LENGTH, task),
                Arguments.of("tier", Tier.MAX_LENGTH, tier));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void an_id_takes_its_greatest_length_and_prints_its_bare_value(
            String what, int maxLength, Function<String, Object> id) {
        assertThat(id.apply("x".repeat(maxLength))).hasToString("x".repeat(maxLength));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void an_id_that_is_too_long_is_refused_by_name(String what, int maxLength, Function<String, Object> id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> id.apply("x".repeat(maxLength + 1)))
                .withMessage(what + " must be at most " + maxLength + " characters (UTF-16 code units) long, but had "
                        + (maxLength + 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void a_blank_id_is_refused_by_name(String what, int maxLength, Function<String, Object> id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> id.apply(" "))
                .withMessage(what + " must have at least one character that is not white space, but was ' '");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void ids_that_differ_in_case_accent_or_trailing_space_are_different(
            String what, int maxLength, Function<String, Object> id) {
        assertThat(Stream.of("jose", "Jose", "josé", "jose\u0301", "jose ").map(id))
                .doesNotHaveDuplicates();
    }

    @Test
    void ids_are_equal_if_their_values_are() {
        EqualsVerifier.forClasses(AccountId.class, IdempotencyKey.class, GrantId.class, TaskId.class, Tier.class)
                .suppress(nl.jqno.equalsverifier.Warning.NULL_FIELDS)
                .verify();
    }

    @Test
    void ids_are_ordered_by_their_values() {
        assertThat(AccountId.of("a")).isLessThan(AccountId.of("b")).isEqualByComparingTo(AccountId.of("a"));
        assertThat(new GrantId("a")).isLessThan(new GrantId("b"));
        assertThat(IdempotencyKey.of("a")).isLessThan(IdempotencyKey.of("b"));
        assertThat(TaskId.of("a")).isLessThan(TaskId.of("b"));
        assertThat(Tier.of("a")).isLessThan(Tier.of("b"));
    }

    @Test
    void a_grant_bears_the_key_that_made_it() {
        assertThat(GrantId.madeBy(IdempotencyKey.of("order:815"))).isEqualTo(new GrantId("order:815"));
    }

    @Test
    void a_task_is_charged_under_a_key_of_its_own() {
        assertThat(TaskId.of("4711").key().value()).isEqualTo("credit:task:4711");
    }

    @Test
    void hosts_cannot_take_the_keys_of_the_ledger() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotencyKey.of("credit:open"))
                .withMessage("idempotency keys that begin with 'credit:' belong to the ledger itself;"
                        + " choose another beginning for 'credit:open'");
        assertThat(IdempotencyKey.of("Credit:open")).isNotEqualTo(OpenAccount.KEY);
    }
}
