package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.app.DataService.PreparationHandle;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.encode.CorpusStatistics;
import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataServiceTest {

  private final Gpt2Tokenizer tokenizer = new Gpt2Tokenizer();

  @TempDir private Path folder;

  @Test
  void tokensOfALargeTextAreKeptAndTheSame() throws IOException {
    DataSource source = text();
    List<PreparationProgress> seen = new ArrayList<>();
    TokenizedCorpus inMemory = tokens(new DataService(folder.resolve("user")), source, seen);
    assertThat(folder.resolve("user")).doesNotExist();
    DataService forFiles = new DataService(folder.resolve("user"), 10);
    TokenizedCorpus encoded = tokens(forFiles, source, seen);
    assertThat(seen).hasSize(2);
    TokenizedCorpus kept = tokens(forFiles, source, seen);
    assertThat(seen).hasSize(2);
    assertThat(all(encoded.training())).isEqualTo(all(inMemory.training()));
    assertThat(all(kept.training())).isEqualTo(all(inMemory.training()));
    assertThat(all(kept.validation())).isEqualTo(all(inMemory.validation()));
  }

  @Test
  void vocabularyOfALargeTextIsCountedFirstAndTheSame() throws IOException {
    DataSource source = text();
    GemmaConfig nano = ModelPreset.NANO.config();
    List<PreparationProgress> seen = new ArrayList<>();
    PreparationMonitor monitor = PreparationMonitor.of(seen::add, () -> false);
    DataService.Fitted large =
        new DataService(folder.resolve("user"), 10).fit(nano, source, true, monitor);
    assertThat(seen)
        .extracting(PreparationProgress::stage)
        .containsExactly(Stage.COUNTING, Stage.TOKENIZING);
    DataService.Fitted small =
        new DataService(folder.resolve("user")).fit(nano, source, true, PreparationMonitor.NONE);
    assertThat(large.vocabulary().model()).isEqualTo(small.vocabulary().model());
    assertThat(all(large.corpus().training())).isEqualTo(all(small.corpus().training()));
    assertThat(all(large.corpus().validation())).isEqualTo(all(small.corpus().validation()));
  }

  @Test
  void tokensOfALargeTextAreCountedOnce() throws IOException {
    DataSource source = text();
    GemmaConfig nano = ModelPreset.NANO.config();
    DataService.Fitted first =
        new DataService(folder.resolve("user"), 10)
            .fit(nano, source, true, PreparationMonitor.NONE);
    List<PreparationProgress> seen = new ArrayList<>();
    DataService.Fitted second =
        new DataService(folder.resolve("user"), 10)
            .fit(nano, source, true, PreparationMonitor.of(seen::add, () -> false));
    assertThat(seen).isEmpty();
    assertThat(second.vocabulary().model()).isEqualTo(first.vocabulary().model());
    assertThat(all(second.corpus().training())).isEqualTo(all(first.corpus().training()));
  }

  @Test
  void modelOfPreparedTokensKnowsAllOfThem() throws Exception {
    DataService service = new DataService(folder.resolve("user"));
    Futures.await(service.prepare(text(), folder.resolve("tokens"), 2, p -> {}).end());
    DataService.Fitted fitted =
        service.fit(ModelPreset.NANO.config(), named("tokens"), true, PreparationMonitor.NONE);
    assertThat(fitted.vocabulary().model().vocabSize()).isEqualTo(Gpt2Tokenizer.SIZE);
  }

  @Test
  void largeTextThatChangedIsEncodedAgain() throws IOException {
    DataService service = new DataService(folder.resolve("user"), 10);
    TokenizedCorpus before = tokens(service, text(), new ArrayList<>());
    Files.writeString(folder.resolve("a.txt"), "Another text, of another length.");
    TokenizedCorpus after = tokens(service, named("a.txt"), new ArrayList<>());
    assertThat(after.training().length()).isLessThan(before.training().length());
  }

  @Test
  void preparedFolderIsASourceItself() throws Exception {
    DataService service = new DataService(folder.resolve("user"));
    CorpusStatistics statistics =
        Futures.await(service.prepare(text(), folder.resolve("tokens"), 2, p -> {}).end());
    TokenizedCorpus tokens = tokens(service, named("tokens"), new ArrayList<>());
    assertThat(tokens.training().length()).isEqualTo(statistics.trainingTokens());
    assertThat(tokens.validation().length()).isEqualTo(statistics.validationTokens());
  }

  @Test
  void tokensAreNotPreparedAgain() throws Exception {
    DataService service = new DataService(folder.resolve("user"));
    Futures.await(service.prepare(text(), folder.resolve("tokens"), 2, p -> {}).end());
    PreparationHandle again = service.prepare(named("tokens"), folder.resolve("more"), 2, p -> {});
    assertThatThrownBy(() -> Futures.await(again.end()))
        .isInstanceOfSatisfying(
            GemmaException.class,
            fault -> assertThat(fault.key()).isEqualTo("error.tokens.already"));
  }

  @Test
  void cancelledPreparationLeavesNothing() throws IOException {
    DataService service = new DataService(folder.resolve("user"));
    Files.writeString(folder.resolve("long.txt"), "A cat sat.<|endoftext|>".repeat(200_000));
    CompletableFuture<PreparationHandle> begun = new CompletableFuture<>();
    begun.complete(
        service.prepare(
            named("long.txt"), folder.resolve("tokens"), 1, progress -> begun.join().cancel()));
    assertThatThrownBy(() -> Futures.await(begun.join().end()))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isDirectoryNotContaining("glob:**/tokens*");
  }

  private DataSource text() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "A cat sat on a mat.<|endoftext|>".repeat(50));
    return named("a.txt");
  }

  private DataSource named(String name) {
    return DataSource.of(folder.resolve(name).toString());
  }

  private TokenizedCorpus tokens(
      DataService service, DataSource source, List<PreparationProgress> seen) {
    return service.tokens(source, tokenizer, true, PreparationMonitor.of(seen::add, () -> false));
  }

  private static int[] all(TokenSequence tokens) {
    return tokens.range(0, (int) tokens.length());
  }
}
