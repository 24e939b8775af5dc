package gemmalab.cli;

import gemmalab.app.ExportService.ExportHandle;
import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.RunNames;
import gemmalab.checkpoint.export.ExportFormat;
import gemmalab.checkpoint.export.ExportNote;
import gemmalab.checkpoint.export.ExportProgress;
import gemmalab.checkpoint.export.ExportRequest;
import gemmalab.checkpoint.export.ExportResult;
import gemmalab.checkpoint.export.ExportType;
import gemmalab.text.Choice;
import gemmalab.thread.Threads;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert}: writes a model in another format. */
@Command(name = "convert", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ConvertCommand implements Callable<Integer> {

  private static final double MEGABYTE = 1e6;
  private static final double SECONDS_BETWEEN_LINES = 2;

  @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "MODEL")
  private Path model;

  @Parameters(index = "1", paramLabel = "OUTPUT", descriptionKey = "OUTPUT")
  private Path output;

  @Option(names = "--to", required = true)
  private String format;

  @Option(names = "--dtype")
  private String dtype = "float32";

  @Option(names = "--overwrite")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  private double lastLine;

  @Override
  public Integer call() throws InterruptedException {
    ExportRequest request = CommandErrors.fromOptions(spec, this::request);
    try (Lab lab = Lab.forTerminal()) {
      ExportHandle writing = lab.exports().start(request, this::tell);
      Thread tidyOnInterrupt = Threads.named("tidy", () -> cancelAndWait(writing));
      Runtime.getRuntime().addShutdownHook(tidyOnInterrupt);
      try {
        print(Futures.await(writing.end()));
      } finally {
        ShutdownHooks.forget(tidyOnInterrupt);
      }
    }
    return CommandLineApp.DONE;
  }

  private ExportRequest request() {
    return new ExportRequest(
        RunNames.find(model),
        output,
        Choice.named(format, ExportFormat.values(), "error.export.format"),
        Choice.named(dtype, ExportType.values(), "error.export.dtype"),
        overwrite);
  }

  /** Ctrl-C ends the process only after what is half-written is gone; the exit code is then 130. */
  private static void cancelAndWait(ExportHandle writing) {
    writing.cancel();
    try {
      writing.end().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException e) {
      // as it was asked for
    }
  }

  private void tell(ExportProgress progress) {
    if (progress.seconds() - lastLine < SECONDS_BETWEEN_LINES) {
      return;
    }
    lastLine = progress.seconds();
    CliText text = CliText.of(spec);
    String line = text.format("convert.progress", progress.fraction());
    if (progress.secondsLeft().isPresent()) {
      double left = progress.secondsLeft().getAsDouble();
      line += "  " + text.format("preparation.left", text.duration(left));
    }
    spec.commandLine().getErr().println(line);
  }

  private void print(ExportResult result) {
    CliText text = CliText.of(spec);
    String done =
        text.format(
            "convert.done", output, result.bytes() / MEGABYTE, text.duration(result.seconds()));
    spec.commandLine().getOut().println(done);
    for (ExportNote note : result.notes()) {
      spec.commandLine().getErr().println(text.word("convert.note", note));
    }
  }
}
