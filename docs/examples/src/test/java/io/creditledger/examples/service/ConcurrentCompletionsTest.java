package io.creditledger.examples.service;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.HistoryQuery;
import io.creditledger.Request;
import io.creditledger.examples.service.ServiceClient.Answer;
import io.creditledger.testkit.SettableClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentCompletionsTest {
    private static final int ACCOUNTS = 5;
    private static final int TASKS = 50;
    private static final int TASKS_OF_EACH = TASKS / ACCOUNTS;
    private static final int DELIVERIES = 4;
    private static final int THREADS = 16;

    @Test
    void each_of_many_tasks_is_charged_once_however_often_its_completion_is_delivered() throws Exception {
        SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
        try (RunningService running = RunningService.with(Map.of("DEFAULT_USER_CREDITS", "10000"), clock)) {
            ServiceClient service = running.client();
            startTasks(service);

            List<Answer> answers = deliver(service);

            assertThat(answers).hasSize(TASKS * DELIVERIES).allMatch(answer -> answer.status() == 200);
            assertThat(answers).filteredOn(answer -> !isReplay(answer)).hasSize(TASKS);
            assertThat(answers.stream().collect(Collectors.groupingBy(ConcurrentCompletionsTest::content)))
                    .hasSize(TASKS);
            for (int account = 0; account < ACCOUNTS; account++) {
                assertThatEachTaskWasChargedOnce(running.ledger(), account);
            }
        }
    }

    private static void startTasks(ServiceClient service) {
        for (int account = 0; account < ACCOUNTS; account++) {
            service.open("account-" + account);
        }
        for (int task = 0; task < TASKS; task++) {
            Answer started = service.start("task-" + task, "account-" + task % ACCOUNTS, "standard", "1");
            assertThat(started.status()).isEqualTo(201);
        }
    }

    /** The order is as good as any queue's, and the same in every run. */
    private static List<Answer> deliver(ServiceClient service) throws Exception {
        List<Callable<Answer>> deliveries = new ArrayList<>();
        for (int delivery = 0; delivery < TASKS * DELIVERIES; delivery++) {
            int task = delivery % TASKS;
            deliveries.add(() -> service.completed("task-" + task, seconds(task) + ".5"));
        }
        Collections.shuffle(deliveries, new Random(3));
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : workers.invokeAll(deliveries)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            workers.shutdownNow();
        }
    }

    private static void assertThatEachTaskWasChargedOnce(CreditLedger ledger, int account) {
        AccountId id = AccountId.of("account-" + account);
        List<Integer> tasks = IntStream.range(0, TASKS)
                .filter(task -> task % ACCOUNTS == account)
                .boxed()
                .toList();
        List<Entry> charges =
                ledger.history(id, HistoryQuery.all().ofType(EntryType.CHARGE)).items();

        assertThat(charges)
                .hasSize(TASKS_OF_EACH)
                .extracting(ConcurrentCompletionsTest::taskAndAmount)
                .containsExactlyInAnyOrderElementsOf(tasks.stream()
                        .map(task -> "task-" + task + " " + -price(task))
                        .toList());
        assertThat(ledger.balance(id))
                .hasAvailable(10_000
                        - tasks.stream()
                                .mapToInt(ConcurrentCompletionsTest::price)
                                .sum());
    }

    private static String taskAndAmount(Entry charge) {
        Request request = Objects.requireNonNull(charge.request(), "the charge's request");
        return request.reference() + " " + charge.amount();
    }

    private static int seconds(int task) {
        return 1 + task % 7;
    }

    private static int price(int task) {
        return seconds(task) * 10 + 5;
    }

    private static boolean isReplay(Answer answer) {
        return answer.body().path("replay").asBoolean();
    }

    private static String content(Answer answer) {
        return answer.response().body().replaceFirst("\"replay\":(true|false)", "");
    }
}
