package io.creditledger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StageCompleterTest {
    private final StageCompleter completer = new StageCompleter();

    @Test
    void completes_a_stage_on_a_thread_of_its_own() {
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletionStage<String> thread = completer
                .stageOf(future)
                .thenApply(value -> Thread.currentThread().getName());

        future.complete("done");

        assertThat(thread.toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo("credit-answers");
    }

    @Test
    void a_stage_that_is_asked_for_after_closing_is_completed_by_whoever_asks_or_completes() {
        completer.close();
        CompletableFuture<String> later = new CompletableFuture<>();

        CompletionStage<String> known = completer.stageOf(CompletableFuture.completedFuture("done"));
        CompletionStage<String> awaited = completer.stageOf(later);
        later.complete("done later");

        assertThat(known.toCompletableFuture()).isCompletedWithValue("done");
        assertThat(awaited.toCompletableFuture()).isCompletedWithValue("done later");
    }
}
