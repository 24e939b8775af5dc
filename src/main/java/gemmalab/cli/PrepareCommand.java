package gemmalab.cli;

import gemmalab.app.DataService;
import gemmalab.app.DataService.PreparationHandle;
import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.data.encode.CorpusStatistics;
import gemmalab.data.source.DataSource;
import gemmalab.text.GemmaException;
import gemmalab.thread.Threads;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prepare}: text to token files, with statistics on standard output. */
@Command(name = "prepare", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PrepareCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 1_024;

  @Mixin private DataOptions data;

  @Option(names = "--output", required = true)
  private Path output;

  @Option(names = "--threads")
  private @Nullable Integer threads;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    DataSource source = data.source();
    int encoders = threads == null ? DataService.processors() : threads;
    CommandErrors.requireBetween(spec, "threads", encoders, 1, MOST_THREADS);
    PreparationView view = new PreparationView(spec.commandLine().getErr(), CliText.of(spec));
    try (Lab lab = Lab.forTerminal()) {
      PreparationHandle preparing = lab.data().prepare(source, output, encoders, view::on);
      Thread tidyOnInterrupt = Threads.named("tidy", () -> cancelAndWait(preparing));
      Runtime.getRuntime().addShutdownHook(tidyOnInterrupt);
      try {
        print(Futures.await(preparing.end()));
      } finally {
        ShutdownHooks.forget(tidyOnInterrupt);
      }
    }
    return CommandLineApp.DONE;
  }

  /** Ctrl-C ends the process only after what is half-written is gone; the exit code is then 130. */
  private static void cancelAndWait(PreparationHandle preparing) {
    preparing.cancel();
    try {
      preparing.end().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException e) {
      // as it was asked for
    }
  }

  private void print(CorpusStatistics statistics) {
    CliText text = CliText.of(spec);
    TextTable table = new TextTable();
    add(table, "prepare.documents", whole(statistics.documents()));
    add(table, "prepare.tokens", whole(statistics.tokens()));
    add(table, "prepare.training", whole(statistics.trainingTokens()));
    add(table, "prepare.validation", whole(statistics.validationTokens()));
    add(
        table,
        "prepare.characters",
        String.format(Locale.ENGLISH, "%.2f", statistics.charactersPerToken()));
    add(
        table,
        "prepare.longest",
        text.format("prepare.longest.tokens", statistics.longestDocument()));
    String duplicates = whole(statistics.duplicateDocuments());
    add(
        table,
        "prepare.duplicates",
        statistics.duplicatesExact() ? duplicates : text.format("prepare.about", duplicates));
    addNotes(table, statistics);
    table.lines().forEach(spec.commandLine().getOut()::println);
  }

  private void addNotes(TextTable table, CorpusStatistics statistics) {
    add(table, "prepare.empty", whole(statistics.notes().emptyDocuments()));
    add(table, "prepare.mojibake", whole(statistics.mojibake()));
    add(table, "prepare.invalid", whole(statistics.replacementSigns()));
    add(table, "prepare.damaged", whole(statistics.notes().damagedLines()));
    addIfAny(table, "prepare.hidden", statistics.notes().hiddenFiles());
    addIfAny(table, "prepare.separators", statistics.notes().separators());
    Set<String> guessed = statistics.notes().guessedFields();
    if (!guessed.isEmpty()) {
      add(table, "prepare.field", String.join(", ", guessed));
    }
    GemmaException first = statistics.notes().firstDamage();
    if (first != null) {
      add(table, "prepare.first", CliText.of(spec).error(first));
    }
  }

  private void addIfAny(TextTable table, String key, long count) {
    if (count > 0) {
      add(table, key, whole(count));
    }
  }

  private void add(TextTable table, String key, String value) {
    table.add(CliText.of(spec).format(key), value);
  }

  private static String whole(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }
}
