package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.PlaygroundService.Writing;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationEnd;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.tensor.ComputeDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: writes a text, with the original's options and defaults. */
@Command(
    name = "generate",
    description = "Write a text with a trained model.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class GenerateCommand implements Callable<Integer> {

  @Option(names = "--prompt", description = "The text to go on from.")
  private String prompt = "Once upon a time";

  @Option(
      names = {"--max_tokens", "--max-tokens"},
      description = "Tokens to write at most.")
  private int maxTokens = 200;

  @Option(names = "--temperature", description = "Higher is more random; 0 is the likeliest.")
  private double temperature = 1.0;

  @Option(
      names = {"--top_k", "--top-k"},
      description = "Choose among this many likeliest tokens.")
  private @Nullable Integer topK;

  @Option(
      names = {"--top_p", "--top-p"},
      description = "Choose among the likeliest tokens that together have this probability.")
  private @Nullable Double topP;

  @Option(
      names = {"--min_p", "--min-p"},
      description = "Choose among tokens with this share of the likeliest's probability only.")
  private @Nullable Double minP;

  @Option(
      names = {"--repetition_penalty", "--repetition-penalty"},
      description = "Above 1, tokens that are in the text already become less likely.")
  private double repetitionPenalty = 1.0;

  @Option(
      names = "--stop",
      description = "End when this text is written; may be given several times.")
  private List<String> stopTexts = new ArrayList<>();

  @Option(names = "--seed", description = "Makes the text repeat.")
  private @Nullable Long seed;

  @Option(names = "--greedy", description = "The same as --temperature 0.")
  private boolean greedy;

  @Mixin private ModelOption model;

  @Option(names = "--device", description = "auto, cpu or cuda.")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    GenerationRequest request = Faults.fromOptions(spec, this::request);
    ComputeDevice where = Faults.fromOptions(spec, () -> ComputeDevice.parse(device));
    Path path = model.path(spec.commandLine().getErr());
    try (Lab lab = Lab.forTerminal()) {
      OpenModel open = ModelOption.open(lab, path, where, spec.commandLine().getErr());
      write(lab, open, request);
    }
    return CommandLineApp.DONE;
  }

  private GenerationRequest request() {
    SamplingSettings sampling =
        new SamplingSettings(greedy ? 0 : temperature, topK, topP, minP, repetitionPenalty, seed);
    return new GenerationRequest(prompt, maxTokens, sampling).withStopTexts(stopTexts);
  }

  private void write(Lab lab, OpenModel model, GenerationRequest request)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TokenClock clock = new TokenClock();
    Writing writing = lab.playground().write(model, request, token -> show(token, out, clock));
    GenerationEnd end = Futures.await(writing.end());
    out.println();
    spec.commandLine().getErr().println(clock.summary() + ", ended: " + RunWords.words(end));
  }

  private void show(GeneratedToken token, PrintWriter out, TokenClock clock) {
    if (clock.tokens() == 0) {
      out.print(prompt); // only now: a fault of the prompt leaves nothing half-written
    }
    clock.tick();
    out.print(token.text());
    out.flush();
  }
}
