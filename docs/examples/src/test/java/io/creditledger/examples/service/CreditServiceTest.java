package io.creditledger.examples.service;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.EntryType;
import io.creditledger.HistoryQuery;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import io.creditledger.examples.service.ServiceClient.Answer;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CreditServiceTest {
    private static final AccountId ALICE = AccountId.of("alice");

    private final SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
    private RunningService running;
    private ServiceClient service;

    @BeforeEach
    void start_the_service_and_open_an_account() throws IOException {
        running = RunningService.with(Map.of(), clock);
        service = running.client();
        assertThat(service.open("alice").status()).isEqualTo(201);
    }

    @AfterEach
    void end_the_service() {
        running.close();
    }

    @Test
    void an_account_is_opened_once() {
        Answer again = service.open("alice");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("signUpCredits").asLong()).isEqualTo(100);
        assertThat(again.body().path("replay").asBoolean()).isTrue();
        assertThat(running.ledger().balance(ALICE)).hasAvailable(100);
    }

    @Test
    void a_completed_task_is_charged_by_its_real_duration() {
        assertThat(service.start("t1", "alice", "standard", "4").status()).isEqualTo(201);

        Answer completed = service.completed("t1", "5.01");

        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.header("Content-Type")).isEqualTo("application/json");
        assertThat(completed.response().body())
                .isEqualTo("{\"taskId\":\"t1\",\"accountId\":\"alice\",\"tier\":\"standard\","
                        + "\"rateCard\":\"standard=10,pro=14,UP\",\"status\":\"COMPLETED\",\"estimate\":40,"
                        + "\"durationSeconds\":5.01,\"creditsCalculated\":51,\"creditsDeducted\":51,\"shortfall\":0,"
                        + "\"charged\":true,\"replay\":false}");
        assertThat(running.ledger().balance(ALICE)).hasAvailable(49);
    }

    @Test
    void a_completion_that_comes_twice_is_answered_alike_and_charged_once() {
        service.start("t1", "alice", "pro", "5");
        Answer first = service.completed("t1", "5");

        Answer again = service.completed("t1", "5.000");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.response().body())
                .isEqualTo(first.response().body().replace("\"replay\":false", "\"replay\":true"));
        assertThat(running.ledger().balance(ALICE)).hasAvailable(30);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void a_completion_with_another_duration_is_a_conflict() {
        service.start("t1", "alice", "standard", "5");
        service.completed("t1", "5");

        Answer other = service.completed("t1", "6");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.error()).isEqualTo("conflict");
        assertThat(other.body().path("differences").path(0).asString())
                .isEqualTo("output was 5 seconds, is now 6 seconds");
        assertThat(running.ledger().balance(ALICE)).hasAvailable(50);
    }

    @Test
    void a_completion_before_the_start_finds_no_task_and_succeeds_after_it() {
        Answer early = service.completed("t1", "5");
        service.start("t1", "alice", "standard", "5");
        Answer late = service.completed("t1", "5");

        assertThat(early.status()).isEqualTo(404);
        assertThat(early.error()).isEqualTo("task-not-found");
        assertThat(late.status()).isEqualTo(200);
        assertThat(running.ledger().balance(ALICE)).hasAvailable(50);
    }

    @Test
    void what_has_failed_is_not_completed() {
        service.start("t1", "alice", "standard", "5");
        assertThat(service.failed("t1").status()).isEqualTo(200);
        assertThat(service.failed("t1").body().path("replay").asBoolean()).isTrue();

        Answer completed = service.completed("t1", "5");

        assertThat(completed.status()).isEqualTo(409);
        assertThat(completed.error()).isEqualTo("task-ended");
        assertThat(completed.body().path("taskStatus").asString()).isEqualTo("FAILED");
        assertThat(running.ledger().balance(ALICE)).hasAvailable(100);
    }

    @Test
    void what_is_completed_does_not_fail() {
        service.start("t1", "alice", "standard", "5");
        service.completed("t1", "5");

        Answer failed = service.failed("t1");

        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.body().path("taskStatus").asString()).isEqualTo("COMPLETED");
        assertThat(running.ledger().balance(ALICE)).hasAvailable(50);
    }

    @Test
    void a_task_is_started_once() {
        service.start("t1", "alice", "standard", "5");

        Answer again = service.start("t1", "alice", "standard", "5");
        Answer other = service.start("t1", "alice", "pro", "5");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("replay").asBoolean()).isTrue();
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.error()).isEqualTo("conflict");
        assertThat(running.ledger().tasks().find(TaskId.of("t1")).tier().name()).isEqualTo("standard");
    }

    @Test
    void a_start_that_is_repeated_keeps_its_first_estimate() throws IOException {
        service.start("t1", "alice", "standard", "5");
        Map<String, String> dearer = Map.of("CREDITS_PER_SECOND_STANDARD", "20");

        try (RunningService later = RunningService.with(dearer, clock, running.url())) {
            Answer again = later.client().start("t1", "alice", "standard", "5");
            Answer longer = later.client().start("t1", "alice", "standard", "6");

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body().path("replay").asBoolean()).isTrue();
            assertThat(again.body().path("estimate").asLong()).isEqualTo(50);
            assertThat(longer.response().body()).isEqualTo(again.response().body());
        }
    }

    @Test
    void a_task_id_that_is_taken_does_not_tell_by_whom() {
        service.start("t1", "alice", "standard", "5");
        service.open("bob");

        Answer taken = service.start("t1", "bob", "standard", "5");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.error()).isEqualTo("conflict");
        assertThat(taken.body().path("differences").path(0).asString()).isEqualTo("account is another one");
        assertThat(taken.response().body()).doesNotContain("alice");
    }

    @Test
    void a_completion_by_a_price_list_that_only_other_nodes_have_is_to_be_sent_again() {
        RateCard newer = RateCard.of("newer", Map.of(Tier.STANDARD, Rate.perSecond(20)));
        CreditPolicy policy =
                CreditPolicy.builder().rateCards(RateCards.of(newer)).build();
        try (JdbcCreditLedger other =
                JdbcCreditLedger.at(running.url()).policy(policy).clock(clock).build()) {
            other.tasks().start(StartTask.of(ALICE, TaskId.of("t1"), Tier.STANDARD));
        }

        Answer completed = service.completed("t1", "5");

        assertThat(completed.status()).isEqualTo(500);
        assertThat(completed.error()).isEqualTo("internal-error");
        assertThat(running.ledger().tasks().find(TaskId.of("t1")).status()).isEqualTo(TaskStatus.RUNNING);
    }

    @Test
    void what_running_tasks_are_expected_to_cost_cannot_be_spent_again() {
        service.start("t1", "alice", "standard", "8");

        Answer refused = service.start("t2", "alice", "standard", "5");

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error()).isEqualTo("insufficient-credits");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.body().path("available").asLong()).isEqualTo(20);
        assertThat(refused.body().path("required").asLong()).isEqualTo(50);
        assertThat(refused.body().path("missing").asLong()).isEqualTo(30);
        assertThat(running.ledger()
                        .tasks()
                        .list(TaskQuery.of(TaskQuery.Kind.ANY))
                        .tasks())
                .hasSize(1);
    }

    @Test
    void work_that_took_longer_than_the_credits_last_is_owed() {
        service.start("t1", "alice", "standard", "10");

        Answer completed = service.completed("t1", "12");

        assertThat(completed.body().path("creditsCalculated").asLong()).isEqualTo(120);
        assertThat(completed.body().path("creditsDeducted").asLong()).isEqualTo(100);
        assertThat(completed.body().path("shortfall").asLong()).isEqualTo(20);
        Answer balance = service.balance("alice");
        assertThat(balance.status()).isEqualTo(200);
        assertThat(balance.response().body())
                .isEqualTo("{\"accountId\":\"alice\",\"available\":0,\"notYetEffective\":0,\"debt\":20,"
                        + "\"expiring\":[]}");
    }

    @Test
    void a_balance_tells_what_expires_when() {
        assertThat(service.balance("alice").response().body())
                .isEqualTo("{\"accountId\":\"alice\",\"available\":100,\"notYetEffective\":0,\"debt\":0,"
                        + "\"expiring\":[{\"expiresAt\":\"2027-02-28T09:00:00Z\",\"credits\":100}]}");
    }

    @Test
    void a_task_can_be_looked_at() {
        service.start("t1", "alice", "standard", "5");

        Answer found = service.send("GET", "/tasks/t1", new byte[0]);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.response().body())
                .isEqualTo("{\"taskId\":\"t1\",\"accountId\":\"alice\",\"tier\":\"standard\","
                        + "\"rateCard\":\"standard=10,pro=14,UP\",\"status\":\"RUNNING\",\"estimate\":50}");
    }

    @Test
    void a_sign_in_is_rewarded_once_a_day() {
        assertThat(service.post("/accounts/alice/sign-ins", "").status()).isEqualTo(201);

        Answer again = service.post("/accounts/alice/sign-ins", "");
        clock.advance(Duration.ofDays(1));
        Answer tomorrow = service.post("/accounts/alice/sign-ins", "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("credits").asLong()).isEqualTo(10);
        assertThat(again.body().path("replay").asBoolean()).isTrue();
        assertThat(tomorrow.status()).isEqualTo(201);
        assertThat(running.ledger().balance(ALICE)).hasAvailable(120);
    }

    @Test
    void an_invite_is_rewarded_once_for_each_invitee_who_has_an_account() {
        String invite = "{\"inviterId\":\"alice\",\"inviteeId\":\"bob\"}";
        Answer early = service.post("/invites", invite);
        service.open("bob");

        Answer first = service.post("/invites", invite);
        Answer again = service.post("/invites", invite);
        Answer herself = service.post("/invites", "{\"inviterId\":\"alice\",\"inviteeId\":\"alice\"}");

        assertThat(early.error()).isEqualTo("account-not-found");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(herself.status()).isEqualTo(400);
        assertThat(running.ledger().balance(ALICE)).hasAvailable(200);
    }

    @Test
    void ids_come_through_the_path_exactly() {
        service.open("a/b+ü 💡");

        assertThat(service.balance("a%2Fb+%C3%BC%20%F0%9F%92%A1")
                        .body()
                        .path("accountId")
                        .asString())
                .isEqualTo("a/b+ü 💡");
    }

    @Test
    void expiries_are_recorded_every_night() {
        assertThat(running.service().nextExpiryRun()).isEqualTo(Instant.parse("2026-09-01T03:00:00Z"));
    }

    /** Just before the run the service looks at its clock all the time, and to close it waits for a run under way. */
    @Test
    @Timeout(60)
    void the_nightly_run_records_what_has_expired() throws IOException {
        SettableClock night = SettableClock.at("2026-08-31T02:59:59.999Z");
        try (RunningService nightly = RunningService.with(Map.of(), night)) {
            nightly.client().open("alice");
            Instant planned = nightly.service().nextExpiryRun();
            night.set("2027-03-01T03:00:00Z");
            while (nightly.service().nextExpiryRun().equals(planned)) {
                Thread.onSpinWait();
            }

            nightly.service().close();

            assertThat(nightly.ledger()
                            .history(ALICE, HistoryQuery.all().ofType(EntryType.EXPIRE))
                            .items())
                    .singleElement()
                    .satisfies(expired -> assertThat(expired.amount()).isEqualTo(-100));
        }
    }

    @Test
    void a_service_that_cannot_listen_leaves_nothing_open() {
        String database = "jdbc:h2:mem:" + UUID.randomUUID();
        URI taken = running.service().uri();
        Properties properties = new Properties();
        properties.setProperty("credits.url", database);
        properties.setProperty("credits.port", String.valueOf(taken.getPort()));
        ServiceSettings settings = ServiceSettings.of(Map.of("CREDITS_API_KEY", RunningService.KEY), properties);

        assertThatThrownBy(() -> CreditService.start(settings, clock)).isInstanceOf(BindException.class);

        assertThatThrownBy(() -> DriverManager.getConnection(database + ";IFEXISTS=TRUE"))
                .as("a database in memory ends with its last connection")
                .hasMessageContaining("not found");
    }

    @Test
    void what_was_answered_outlives_the_service() {
        service.start("t1", "alice", "standard", "5");
        service.completed("t1", "5");

        running.service().close();

        assertThatThrownBy(() -> service.balance("alice")).hasMessage("the service did not answer");
        assertThat(running.ledger().balance(ALICE)).hasAvailable(50);
    }

    private int charges() {
        return running.ledger()
                .history(ALICE, HistoryQuery.all().ofType(EntryType.CHARGE))
                .items()
                .size();
    }
}
