package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Grant;
import io.creditledger.jdbc.LedgerRows;
import io.creditledger.spi.Account;
import io.creditledger.spi.StoreTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies some adopted accounts, whose journals and grants are read together. They may live on meanwhile: what looks wrong
 * is locked and looked at again. For use once.
 */
final class AccountsVerification {
    private final LedgerRows ledger;
    private final StoreTransaction store;
    private final Defects defects;
    private final MirrorCheck mirror;
    private final Map<AccountId, AccountJournal> journals = new HashMap<>();
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private VerifiedSums sums = VerifiedSums.NOTHING;

    AccountsVerification(LedgerRows ledger, StoreTransaction store, Defects defects, MirrorCheck mirror) {
        this.ledger = ledger;
        this.store = store;
        this.defects = defects;
        this.mirror = mirror;
    }

    VerifiedSums verify(List<AdoptedUser> users) {
        read(users);
        List<AdoptedUser> doubtful = users.stream().filter(this::isDoubtful).toList();
        if (!doubtful.isEmpty()) {
            store.lock(doubtful.stream().map(AdoptedUser::account).collect(Collectors.toCollection(TreeSet::new)));
            read(doubtful);
        }
        users.forEach(user -> verify(user, journalOf(user.account()), accounts.get(user.account())));
        return sums;
    }

    private void read(List<AdoptedUser> users) {
        for (AdoptedUser user : users) {
            journals.put(
                    user.account(), new AccountJournal(user.row(), user.terms().asOf()));
            accounts.remove(user.account());
        }
        List<AccountId> ids = users.stream().map(AdoptedUser::account).toList();
        ledger.accounts(ids, account -> accounts.put(account.id(), account));
        ledger.entries(ids, entry -> journalOf(entry.account()).accept(entry));
        mirror.read(users);
        ledger.grants(ids, this::accept);
    }

    private void accept(Grant grant) {
        journalOf(grant.account()).accept(grant);
        mirror.accept(grant);
    }

    /** What was read in several statements need not have been so at one moment. */
    private boolean isDoubtful(AdoptedUser user) {
        Account account = accounts.get(user.account());
        return journalOf(user.account()).flaw(account).isPresent()
                || mirror.flaw(user, account).isPresent();
    }

    private AccountJournal journalOf(AccountId account) {
        return Objects.requireNonNull(journals.get(account), "journal");
    }

    private void verify(AdoptedUser user, AccountJournal journal, @Nullable Account account) {
        String id = "account '" + user.account() + "': ";
        defects.examine(
                CheckSubject.RECORDS,
                user.isRecordedRight(),
                id + "recorded were " + user.recorded() + ", but the rows come to " + user.reckoned());
        journal.flaw(account)
                .ifPresentOrElse(
                        flaw -> defects.examine(CheckSubject.JOURNAL, false, id + flaw),
                        () -> defects.examined(CheckSubject.JOURNAL, 1));
        journal.wrongMark()
                .ifPresentOrElse(
                        mark -> defects.examine(CheckSubject.RUN_MARKS, false, mark),
                        () -> defects.examined(CheckSubject.RUN_MARKS, 1));
        if (mirror.canTell(user, account)) {
            Optional<String> flaw = mirror.flaw(user, account);
            defects.examine(CheckSubject.USER_CREDITS, flaw.isEmpty(), flaw.orElse(""));
        }
        boolean hasLivedOn = account != null && account.lastSeq() > user.row().lastSeq();
        if (!hasLivedOn) {
            verifyBalance(user, account);
        }
        addUp(user, journal, hasLivedOn);
    }

    private void verifyBalance(AdoptedUser user, @Nullable Account account) {
        AccountOutcome outcome = user.findings().outcome();
        boolean isRight = account != null
                && outcome != null
                && account.lastSeq() == user.row().lastSeq()
                && account.balance().value() == outcome.available()
                && account.debt().value() == outcome.debt();
        defects.examine(
                CheckSubject.BALANCES,
                isRight,
                "account '" + user.account() + "' has " + held(account) + ", but the replay comes to " + user.left());
    }

    private static String held(@Nullable Account account) {
        return account == null
                ? "no row"
                : AdoptedUser.held(account.balance().value(), account.debt().value());
    }

    private void addUp(AdoptedUser user, AccountJournal journal, boolean hasLivedOn) {
        long after = journal.left().balance().value() - journal.left().debt().value();
        long explained = SumEquation.sum(user.explained(), user.row().adjustment());
        long before = user.before(journal.expired());
        defects.examine(
                CheckSubject.EQUATIONS,
                explained == SumEquation.sum(after, journal.expired()),
                "account '" + user.account() + "': " + user.explained() + " by the rows and an adjustment of "
                        + user.row().adjustment() + " should be " + after + " left and " + journal.expired()
                        + " expired");
        sums = sums.plus(new VerifiedSums(
                1,
                hasLivedOn ? 1 : 0,
                before,
                after,
                journal.expired(),
                Math.subtractExact(before, explained),
                ExpirySide.of(user.findings().transactions(), user.lost()),
                journal.expiry(),
                0,
                0));
    }
}
