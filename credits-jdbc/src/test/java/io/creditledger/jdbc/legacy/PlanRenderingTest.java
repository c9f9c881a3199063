package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans as text and as CSV, and what they refuse to be. */
class PlanRenderingTest {
    private static final Instant CUTOVER = Instant.parse("2025-09-30T00:00:00Z");

    /** 100 received long ago, of which 80 were spent, and 50 not long ago. */
    private static final PlannedUser ANN =
            user("1", "ann@example.com", 70L, new Tally(2, 150), new Tally(1, 80), new Tally(1, 100), 0, 50, 20, 0, 0);

    /** Never received anything but the 10 of the column's default, and an address that is a formula. */
    private static final PlannedUser BOB =
            user("-2", "=1+1,\"x\"", 10L, Tally.NONE, Tally.NONE, Tally.NONE, 0, 0, 0, 0, 10);

    /** Spent more than was received. */
    private static final PlannedUser CAT =
            user("3", null, null, new Tally(1, 5), new Tally(2, 1_205), Tally.NONE, 0, 0, 0, 1_200, 1_200);

    private static final PlannedAdoption NOTHING =
            new PlannedAdoption(0, 0, List.of(), Tally.NONE, Tally.NONE, 0, 0, 0);

    private static final PlannedAdoption ADOPTION = new PlannedAdoption(
            1,
            1,
            List.of(new Refusals(
                    RefusalReason.NOT_STORABLE,
                    1,
                    List.of(new RefusedUser("-2", RefusalReason.NOT_STORABLE, "too long")))),
            new Tally(1, 1_200),
            Tally.NONE,
            50,
            0,
            20);

    static PlannedUser user(
            String id,
            @Nullable String email,
            @Nullable Long credits,
            Tally receipts,
            Tally spendings,
            Tally expiredReceipts,
            long sum,
            long replay,
            long expired,
            long overdrawn,
            long unexplained) {
        return new PlannedUser(
                id,
                email,
                credits,
                receipts,
                spendings,
                expiredReceipts,
                sum,
                replay,
                expired,
                0,
                overdrawn,
                unexplained);
    }

    private static AdoptionPlan plan(List<PlannedUser> users, List<DirtyRows> dirty, String... unindexed) {
        PlanTotals totals = PlanTotals.NONE;
        UserGaps gaps = new UserGaps(2);
        for (PlannedUser user : users) {
            totals = totals.plus(user);
            gaps.add(user);
        }
        return new AdoptionPlan(
                CUTOVER,
                CUTOVER,
                false,
                List.of(unindexed),
                totals,
                gaps.count(),
                gaps.largestFirst(),
                dirty,
                users.isEmpty() ? Map.of() : Map.of(TaskFate.PREPAID, 3L, TaskFate.COMPLETED, 1_004L),
                users.isEmpty() ? NOTHING : ADOPTION);
    }

    @Test
    void a_plan_is_a_report_for_people_to_read() {
        List<DirtyRows> dirty = List.of(
                new DirtyRows(DirtyKind.BALANCE_ABSENT, 1, List.of("3")),
                new DirtyRows(DirtyKind.AMOUNT_ABSENT, 1_200, List.of("17", "18")));

        assertThat(plan(List.of(ANN, BOB, CAT), dirty, "credit_transactions").text())
                .isEqualTo("""
                Plan of 2025-09-30T00:00:00Z; nothing was changed
                  Cutover            2025-09-30T00:00:00Z
                  Upgraded in place  no
                  Index on user_id   not on credit_transactions

                What there is
                                                    count  credits
                  users                                 3       80
                  receipts                              3      155
                  spendings                             3    1,285
                  receipts that have expired            1      100
                  users with expired receipts           1
                  users who lose credits by expiry      1       20

                What becomes of the credits
                  users.credits before                   80
                  = left by the replay                   50
                  + expires unspent                      20
                  + explained by no transaction       1,210  of 2 users
                  - missing against the transactions      0  of 0 users
                  - spent without a receipt           1,200

                  left by the sum formula instead  0

                users.credits, sum and replay differ for 2 users; the largest gaps
                  user  credits  sum  replay  expired  unexplained
                  1          70    0      50       20            0
                  -2         10    0       0        0           10

                Dirty rows
                  1  users whose credits are NULL
                      they count as 0 before, and the users get what their transactions leave
                      ids: 3
                  1,200  transactions whose amount is NULL
                      they count as 0; enter the amount first if it is known
                      ids: 17, 18, ...

                Tasks
                      3  have not ended and come over as running and prepaid
                  1,004  succeeded and come over as history

                An adoption would leave
                  new accounts                             1
                  accounts adopted before                  1
                  available in new accounts               50
                  debt of new accounts                     0
                  expired in new accounts                 20
                  granted to agree with users.credits  1,200  for 1 user
                  charged to agree with users.credits      0  for 0 users

                It would refuse, for NOT_STORABLE, 1 user
                  -2  too long

                Before you begin, so that not every batch of users reads a whole table
                  create an index on credit_transactions (user_id)
                """);
    }

    @Test
    void a_plan_without_anything_to_say_is_short() {
        assertThat(plan(List.of(), List.of()).text()).isEqualTo("""
                Plan of 2025-09-30T00:00:00Z; nothing was changed
                  Cutover            2025-09-30T00:00:00Z
                  Upgraded in place  no
                  Index on user_id   yes

                What there is
                                                    count  credits
                  users                                 0        0
                  receipts                              0        0
                  spendings                             0        0
                  receipts that have expired            0        0
                  users with expired receipts           0
                  users who lose credits by expiry      0        0

                What becomes of the credits
                  users.credits before                0
                  = left by the replay                0
                  + expires unspent                   0
                  + explained by no transaction       0  of 0 users
                  - missing against the transactions  0  of 0 users
                  - spent without a receipt           0

                  left by the sum formula instead  0

                users.credits, sum and replay agree for every user

                No row is dirty

                No tasks

                An adoption would leave
                  new accounts                         0
                  accounts adopted before              0
                  available in new accounts            0
                  debt of new accounts                 0
                  expired in new accounts              0
                  granted to agree with users.credits  0  for 0 users
                  charged to agree with users.credits  0  for 0 users
                """);
    }

    @Test
    void every_user_is_a_line_of_the_csv() {
        StringBuilder out = new StringBuilder();
        PlanCsv csv = new PlanCsv(out);
        List.of(ANN, BOB, CAT).forEach(csv::add);

        assertThat(out.toString()).isEqualTo("""
                user_id,email,credits_before,receipts,received,spendings,spent,expired_receipts,\
                expired_receipts_received,sum,replay,expired,overdrawn,unexplained
                1,ann@example.com,70,2,150,1,80,1,100,0,50,20,0,0
                "'-2","'=1+1,""x""\",10,0,0,0,0,0,0,0,0,0,0,10
                3,,,1,5,2,1205,0,0,0,0,0,1200,1200
                """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "plain, plain",
                "has space, has space",
                "|a,b|, |\"a,b\"|",
                "say \"so\", |\"say \"\"so\"\"\"|",
                "=cmd, \"'=cmd\"",
                "+1, \"'+1\"",
                "-1, \"'-1\"",
                "@x, \"'@x\"",
                "'quoted, \"''quoted\"",
                "a=b, a=b",
                "||, \"\"",
            })
    void text_in_csv_is_never_a_formula(String text, String field) {
        assertThat(new CsvLine().text(text).toString()).isEqualTo(field + "\r\n");
    }

    @Test
    void text_in_csv_may_have_several_lines() {
        assertThat(new CsvLine()
                        .text("a\r\nb")
                        .text("\tx")
                        .number(-1L)
                        .number(null)
                        .text(null))
                .hasToString("\"a\r\nb\",\"'\tx\",-1,,\r\n");
    }

    @Test
    void csv_that_cannot_be_written_fails_the_plan() {
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThatThrownBy(() -> new PlanCsv(full)).hasMessageContaining("CSV").hasRootCauseMessage("no space left");
    }

    @Test
    void credits_that_come_from_nowhere_are_refused() {
        assertThatThrownBy(() -> user("1", null, 70L, new Tally(1, 70), Tally.NONE, Tally.NONE, 70, 70, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("they differ by -1");
        assertThatThrownBy(() -> user("1", null, 70L, new Tally(1, 60), Tally.NONE, Tally.NONE, 70, 70, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("received - spent");
        PlanTotals none = PlanTotals.NONE;
        assertThatThrownBy(() -> new PlanTotals(
                        1, none.receipts(), none.spendings(), Tally.NONE, 0, 0, 100, 50, 0, 20, 0, 20, 0, 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before + expired before = after + expired")
                .hasMessageContaining("they differ by 10");
    }

    @Test
    void the_largest_gaps_are_listed_first_and_all_are_counted() {
        AdoptionPlan plan = plan(List.of(ANN, BOB, CAT), List.of());

        assertThat(plan.usersWithGaps()).isEqualTo(2);
        assertThat(plan.largestGaps()).containsExactly(ANN, BOB);
        assertThat(plan.totals().differences())
                .isEqualTo(plan.totals().before()
                        - plan.totals().after()
                        - plan.totals().expired());
        assertThat(Objects.requireNonNull(ANN.email())).startsWith("ann");
    }
}
