package gemmalab.cli;

import gemmalab.app.Conversation;
import gemmalab.app.Futures;
import gemmalab.app.OpenModel;
import gemmalab.app.PlaygroundService;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GenerationRequest;
import gemmalab.text.GemmaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A conversation on the terminal: a line is the user's turn, then comes the model's answer. */
final class ChatSession {

  private final PlaygroundService playground;
  private final OpenModel model;
  private final GenerationRequest settings;
  private final CommandSpec spec;
  private final CliText text;
  private Conversation conversation;

  /**
   * Begins one.
   *
   * @param settings how an answer is written
   * @throws GemmaException if the model cannot take turns
   */
  ChatSession(
      PlaygroundService playground,
      OpenModel model,
      String system,
      GenerationRequest settings,
      CommandSpec spec) {
    this.playground = playground;
    this.model = model;
    this.settings = settings;
    this.spec = spec;
    text = CliText.of(spec);
    conversation = Conversation.with(model, system);
  }

  /** Answers each line until there is none left. */
  void run(BufferedReader lines) throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text.format("chat.begin"));
    for (String line = next(lines); line != null; line = next(lines)) {
      try {
        if (!line.isBlank()) {
          answer(line);
        }
      } catch (GemmaException e) {
        err.println(text.error(e)); // this turn is too long; another may not be
      }
    }
    err.println();
  }

  private @Nullable String next(BufferedReader lines) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    err.print("> ");
    err.flush();
    return lines.readLine();
  }

  /** Writes the answer to what the user says. */
  void answer(String said) throws InterruptedException {
    Conversation asked = conversation.user(said).within(playground, model, settings.maxTokens());
    noteDropped(asked.dropped() - conversation.dropped());
    PrintWriter out = spec.commandLine().getOut();
    StringBuilder answer = new StringBuilder();
    TokenClock clock = new TokenClock();
    FinishReason end =
        Futures.await(
            playground
                .write(
                    model,
                    settings.after(asked.prompt(), List.of()),
                    token -> {
                      clock.tick();
                      answer.append(token.text());
                      out.print(token.text());
                      out.flush();
                    })
                .end());
    out.println();
    conversation = asked.answer(answer.toString());
    spec.commandLine()
        .getErr()
        .println(
            text.format("generate.ended", clock.summary(text), text.word("generate.end", end)));
  }

  private void noteDropped(int turns) {
    if (turns > 0) {
      spec.commandLine().getErr().println(text.format("chat.dropped", turns));
    }
  }
}
