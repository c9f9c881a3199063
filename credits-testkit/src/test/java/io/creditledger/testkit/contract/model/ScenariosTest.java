package io.creditledger.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.GrantReceipt;
import io.creditledger.OpenReceipt;
import io.creditledger.Quote;
import io.creditledger.SweepResult;
import io.creditledger.testkit.contract.LedgerFixture;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.lifecycle.AfterProperty;

/** The random sequences come to every kind of answer that a ledger has. */
class ScenariosTest extends LedgerProperties {
    private final Set<String> answers = new TreeSet<>();

    @Override
    protected LedgerFixture fixture() {
        return new InMemoryFixture() {
            @Override
            public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
                return listeningTo(super.ledger(policy, clock));
            }
        };
    }

    @Override
    protected int tries() {
        return 2_000;
    }

    @AfterProperty
    void every_kind_of_answer_was_given() {
        assertThat(answers)
                .contains(
                        "account opened",
                        "account opened again",
                        "credits granted",
                        "credits granted that had expired",
                        "grant replayed",
                        "charge of nothing",
                        "charge of one grant",
                        "charge of several grants",
                        "charge replayed",
                        "quote covered",
                        "quote not covered",
                        "sweep of nothing",
                        "sweep of one account",
                        "sweep of several accounts",
                        "AccountNotFoundException",
                        "CreditOverflowException",
                        "IdempotencyConflictException",
                        "InsufficientCreditsException",
                        "UnusableGrantException");
    }

    private CreditLedger listeningTo(CreditLedger ledger) {
        return (CreditLedger) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CreditLedger.class},
                (proxy, method, arguments) -> listen(ledger, method, arguments));
    }

    private Object listen(CreditLedger ledger, Method method, Object[] arguments) throws Throwable {
        try {
            Object answer = method.invoke(ledger, arguments);
            answers.add(kind(answer));
            return answer;
        } catch (InvocationTargetException e) {
            answers.add(e.getTargetException().getClass().getSimpleName());
            throw e.getTargetException();
        }
    }

    private static String kind(Object answer) {
        if (answer instanceof OpenReceipt open) {
            return open.isReplay() ? "account opened again" : "account opened";
        }
        if (answer instanceof GrantReceipt grant) {
            return grant.isReplay() ? "grant replayed" : kind(grant);
        }
        if (answer instanceof ChargeReceipt charge) {
            return charge.isReplay()
                    ? "charge replayed"
                    : "charge of " + counted(charge.charge().allocations().size(), "grant");
        }
        if (answer instanceof Quote quote) {
            return quote.isCovered() ? "quote covered" : "quote not covered";
        }
        return answer instanceof SweepResult sweep ? "sweep of " + counted(sweep.accounts(), "account") : "view";
    }

    private static String kind(GrantReceipt made) {
        return made.grant().isOpen() ? "credits granted" : "credits granted that had expired";
    }

    private static String counted(long number, String what) {
        return number == 0 ? "nothing" : number == 1 ? "one " + what : "several " + what + "s";
    }
}
