package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorThreadTest {

  private final TensorThread thread = TensorThread.start();
  private final List<String> slices = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeThread() {
    thread.close();
  }

  @Test
  void aJobOfShortSlicesGetsManyForOneLongSliceOfAnother() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Boolean> holding = hold(gate);
    CompletableFuture<@Nullable Void> slow = thread.run(slowJob("slow", 3));
    CompletableFuture<@Nullable Void> quick = thread.run(job("quick", 50));
    gate.countDown();
    CompletableFuture.allOf(holding, slow, quick).join();
    List<String> untilSecondSlow = slices.subList(0, slices.lastIndexOf("slow"));
    assertThat(slices.get(0)).isEqualTo("slow");
    assertThat(untilSecondSlow).filteredOn("quick"::equals).hasSizeGreaterThan(10);
  }

  @Test
  void shortCallIsAnsweredAfterOneSliceOfALongJob() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Boolean> holding = hold(gate);
    CompletableFuture<@Nullable Void> longJob = thread.run(job("long", 100));
    CompletableFuture<Integer> slicesBefore = thread.call(slices::size);
    gate.countDown();
    CompletableFuture.allOf(holding, longJob).join();
    assertThat(slicesBefore.join()).isEqualTo(1);
  }

  @Test
  void failingJobReportsItsException() {
    CompletableFuture<@Nullable Void> failing =
        thread.run(
            () -> {
              throw new IOException("the disk is full");
            });
    assertThatThrownBy(failing::join).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void threadLivesOnAfterAFailure() {
    CompletableFuture<Object> failing =
        thread.call(
            () -> {
              throw new AssertionError("an error, not an exception");
            });
    assertThatThrownBy(failing::join).hasCauseInstanceOf(AssertionError.class);
    assertThat(thread.call(() -> 7).join()).isEqualTo(7);
  }

  @Test
  void cancelledJobGetsNoMoreSlices() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Boolean> holding = hold(gate);
    CompletableFuture<@Nullable Void> job = thread.run(job("never", 1));
    job.cancel(false);
    gate.countDown();
    holding.join();
    assertThat(thread.call(slices::size).join()).isZero();
  }

  @Test
  void closeLetsTheSliceInHandEndUndisturbedAndCancelsWhatWaits() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Boolean> inHand = hold(gate);
    CompletableFuture<Integer> waitingCall = thread.call(() -> 1);
    CompletableFuture<@Nullable Void> waitingJob = thread.run(job("never", 1));
    CompletableFuture<@Nullable Void> closing = CompletableFuture.runAsync(thread::close);
    while (!thread.call(() -> 2).isCancelled()) { // until close() has been seen
      Thread.onSpinWait();
    }
    gate.countDown();
    closing.join();
    assertThat(inHand).isCompletedWithValue(true); // an interrupt would have ended its wait
    assertThat(waitingCall).isCancelled();
    assertThat(waitingJob).isCancelled();
    assertThat(slices).isEmpty();
  }

  @Test
  void workThatComesAsTheThreadEndsIsDoneOrCancelledButNeverForgotten() {
    List<CompletableFuture<Integer>> given = new CopyOnWriteArrayList<>();
    CompletableFuture<@Nullable Void> giving =
        CompletableFuture.runAsync(
            () -> {
              while (given.isEmpty() || !given.get(given.size() - 1).isCancelled()) {
                given.add(thread.call(() -> 1));
              }
            });
    thread.close();
    giving.join();
    assertThat(given).allMatch(CompletableFuture::isDone);
  }

  @Test
  void turnsOfAMethodOnAnotherThreadCountAsOneJob() {
    TensorTurns turns = thread.turns();
    TensorJob slow = slowJob("slow", 3);
    turns.call(slow::runSlice); // 60 ms that it has had
    CompletableFuture<@Nullable Void> quick = thread.run(job("quick", 50));
    turns.call(slow::runSlice);
    quick.join();
    List<String> untilSecondSlow = slices.subList(0, slices.lastIndexOf("slow"));
    assertThat(untilSecondSlow).filteredOn("quick"::equals).hasSizeGreaterThan(10);
  }

  @Test
  void faultOfASliceReachesTheMethodAsItIs() {
    assertThatThrownBy(
            () ->
                thread
                    .turns()
                    .run(
                        () -> {
                          throw new IllegalArgumentException("no such layer");
                        }))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closedThreadTakesNoWork() {
    thread.close();
    assertThat(thread.call(() -> 1)).isCancelled();
  }

  /** Keeps the thread busy until the gate opens. */
  private CompletableFuture<Boolean> hold(CountDownLatch gate) {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> holding =
        thread.call(
            () -> {
              begun.countDown();
              gate.await();
              return true;
            });
    assertThat(awaited(begun)).isTrue();
    return holding;
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private TensorJob job(String name, int count) {
    int[] done = new int[1];
    return () -> {
      slices.add(name);
      done[0]++;
      return done[0] < count;
    };
  }

  private TensorJob slowJob(String name, int count) {
    TensorJob job = job(name, count);
    return () -> {
      Thread.sleep(60);
      return job.runSlice();
    };
  }
}
