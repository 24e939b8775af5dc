package gemmalab.cli;

import gemmalab.app.DataService;
import gemmalab.app.DataService.Preparing;
import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.data.encode.CorpusStatistics;
import gemmalab.data.source.DataSource;
import gemmalab.text.GemmaException;
import gemmalab.text.Messages;
import gemmalab.thread.Threads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
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
@Command(
    name = "prepare",
    description = "Make token files of a text, which train then takes with --data.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PrepareCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 1_024;

  @Mixin private DataOptions data;

  @Option(
      names = "--output",
      required = true,
      description = "A new folder for train.bin and validation.bin.")
  private Path output;

  @Option(names = "--threads", description = "That encode (default: one for each processor).")
  private @Nullable Integer threads;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    DataSource source = data.source();
    int encoders = threads == null ? DataService.processors() : threads;
    Faults.requireBetween(spec, "threads", encoders, 1, MOST_THREADS);
    PreparationView view = new PreparationView(spec.commandLine().getErr());
    try (Lab lab = Lab.forTerminal()) {
      Preparing preparing = lab.data().prepare(source, output, encoders, view::on);
      Thread tidyOnInterrupt = Threads.named("tidy", () -> cancelAndWait(preparing));
      Runtime.getRuntime().addShutdownHook(tidyOnInterrupt);
      try {
        print(Futures.await(preparing.end()), spec.commandLine().getOut());
      } finally {
        ShutdownHooks.forget(tidyOnInterrupt);
      }
    }
    return CommandLineApp.DONE;
  }

  /** Ctrl-C ends the process only after what is half-written is gone; the exit code is then 130. */
  private static void cancelAndWait(Preparing preparing) {
    preparing.cancel();
    try {
      preparing.end().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException e) {
      // as it was asked for
    }
  }

  private static void print(CorpusStatistics statistics, PrintWriter out) {
    print(out, "documents", "%,d", statistics.documents());
    print(out, "tokens", "%,d", statistics.tokens());
    print(out, "  for training", "%,d", statistics.trainingTokens());
    print(out, "  for validation", "%,d", statistics.validationTokens());
    print(out, "characters a token", "%.2f", statistics.charactersPerToken());
    print(out, "longest document", "%,d tokens", statistics.longestDocument());
    String about = statistics.duplicatesExact() ? "" : "about ";
    print(out, "duplicate documents", about + "%,d", statistics.duplicateDocuments());
    print(out, "empty documents", "%,d", statistics.faults().emptyDocuments());
    print(out, "broken encodings", "%,d", statistics.mojibake());
    print(out, "invalid UTF-8", "%,d", statistics.replacementSigns());
    print(out, "damaged lines", "%,d", statistics.faults().damagedLines());
    GemmaException first = statistics.faults().firstDamage();
    if (first != null) {
      print(out, "  the first", "%s", first.in(Messages.english()));
    }
  }

  private static void print(PrintWriter out, String name, String format, Object value) {
    out.println(String.format(Locale.ENGLISH, "%-20s " + format, name, value));
  }
}
