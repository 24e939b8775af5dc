package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.PlaygroundService.GenerationHandle;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.tensor.ComputeDevice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: writes a text, with the original's options and defaults. */
@Command(name = "generate", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class GenerateCommand implements Callable<Integer> {

  private static final String FIRST_PROMPT = "Once upon a time";

  @Mixin private PromptOption promptOption;

  @Option(names = {"--max_tokens", "--max-tokens"})
  private int maxTokens = 200;

  @Option(names = "--temperature")
  private double temperature = 1.0;

  @Option(names = {"--top_k", "--top-k"})
  private @Nullable Integer topK;

  @Option(names = {"--top_p", "--top-p"})
  private @Nullable Double topP;

  @Option(names = {"--min_p", "--min-p"})
  private @Nullable Double minP;

  @Option(names = {"--repetition_penalty", "--repetition-penalty"})
  private double repetitionPenalty = 1.0;

  @Option(names = "--stop")
  private List<String> stopStrings = new ArrayList<>();

  @Option(names = "--seed")
  private @Nullable Long seed;

  @Option(names = "--greedy")
  private boolean greedy;

  @Option(names = "--chat")
  private boolean chat;

  @Option(names = "--system")
  private @Nullable String system;

  @Mixin private ModelOption model;

  @Option(names = "--device")
  private String device = "auto";

  @Spec private CommandSpec spec;

  private String prompt = FIRST_PROMPT;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkChat();
    String given = promptOption.given(spec);
    prompt = given == null ? FIRST_PROMPT : given;
    GenerationRequest request = CommandErrors.fromOptions(spec, this::request);
    ComputeDevice where = CommandErrors.fromOptions(spec, () -> ComputeDevice.parse(device));
    Path path = model.path(spec);
    try (Lab lab = Lab.forTerminal()) {
      OpenModel open = ModelOption.open(lab, path, where, spec);
      if (chat) {
        chat(lab, open, request, given != null);
      } else {
        write(lab, open, request);
      }
    }
    return CommandLineApp.DONE;
  }

  private void checkChat() {
    if (system != null && !chat) {
      throw new ParameterException(spec.commandLine(), CliText.of(spec).format("chat.system"));
    }
  }

  /** One turn if there is a prompt, else one a line. */
  private void chat(Lab lab, OpenModel open, GenerationRequest request, boolean oneTurn)
      throws IOException, InterruptedException {
    String rules = system == null ? "" : system;
    ChatSession session = new ChatSession(lab.playground(), open, rules, request, spec);
    if (oneTurn) {
      session.answer(prompt);
    } else {
      session.run(new BufferedReader(new InputStreamReader(System.in, OutputCharset.of("stdin"))));
    }
  }

  private GenerationRequest request() {
    SamplingSettings sampling =
        new SamplingSettings(greedy ? 0 : temperature, topK, topP, minP, repetitionPenalty, seed);
    return new GenerationRequest(prompt, maxTokens, sampling).withStopTexts(stopStrings);
  }

  private void write(Lab lab, OpenModel model, GenerationRequest request)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TokenClock clock = new TokenClock();
    GenerationHandle writing =
        lab.playground().write(model, request, token -> show(token, out, clock));
    FinishReason end = Futures.await(writing.end());
    out.println();
    CliText text = CliText.of(spec);
    String ending =
        text.format("generate.ended", clock.summary(text), text.word("generate.end", end));
    spec.commandLine().getErr().println(ending);
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
