package gemmalab.ui.playground;

import gemmalab.app.Futures;
import gemmalab.app.OpenModel;
import gemmalab.app.PlaygroundService;
import gemmalab.app.PlaygroundService.Writing;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationEnd;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Problems;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The playground's state: a prompt, its settings, and the text that grows. */
public final class PlaygroundViewModel {

  private final PlaygroundService service;
  private final OpenModelState openModel;
  private final Problems problems;
  private final UiThread ui;
  private final Queue<GeneratedToken> arriving = new ConcurrentLinkedQueue<>();

  private final StringProperty prompt = new SimpleStringProperty("Once upon a time");
  private final DoubleProperty temperature = new SimpleDoubleProperty(0.8);
  private final DoubleProperty topK = new SimpleDoubleProperty(50);
  private final DoubleProperty maxTokens = new SimpleDoubleProperty(120);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
  private final ReadOnlyObjectWrapper<@Nullable GenerationEnd> end = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyDoubleWrapper tokensPerSecond = new ReadOnlyDoubleWrapper();
  private final ObservableList<GeneratedToken> tokens = FXCollections.observableArrayList();
  private String promptOfText = "";
  private long firstTokenNanos;
  private @Nullable Writing writing;

  /** What the screen does. */
  public enum State {
    /** Nothing written yet. */
    EMPTY,
    WRITING,
    DONE
  }

  public PlaygroundViewModel(
      PlaygroundService service, OpenModelState openModel, Problems problems, UiThread ui) {
    this.service = service;
    this.openModel = openModel;
    this.problems = problems;
    this.ui = ui;
    ui.eachFrame(this::drain);
  }

  // Properties

  public StringProperty prompt() {
    return prompt;
  }

  /** 0 takes the likeliest token. */
  public DoubleProperty temperature() {
    return temperature;
  }

  /** 0 for off. */
  public DoubleProperty topK() {
    return topK;
  }

  public DoubleProperty maxTokens() {
    return maxTokens;
  }

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** Why the text ended; null before. */
  public ReadOnlyObjectProperty<@Nullable GenerationEnd> end() {
    return end.getReadOnlyProperty();
  }

  /** Speed after the first token. */
  public ReadOnlyDoubleProperty tokensPerSecond() {
    return tokensPerSecond.getReadOnlyProperty();
  }

  /** The text so far, without its prompt. */
  public ObservableList<GeneratedToken> tokens() {
    return tokens;
  }

  /** The prompt that the text goes on from. */
  public String promptOfText() {
    return promptOfText;
  }

  // Commands

  /** Writes a new text. */
  public void generate() {
    OpenModel model = openModel.model().get();
    if (model == null || state.get() == State.WRITING) {
      return;
    }
    GenerationRequest request;
    try {
      request = request();
    } catch (GemmaException e) {
      problems.show(e);
      return;
    }
    promptOfText = prompt.get();
    tokens.clear();
    arriving.clear();
    end.set(null);
    tokensPerSecond.set(0);
    problems.clear();
    state.set(State.WRITING);
    Writing started = service.write(model, request, arriving::add);
    writing = started;
    Futures.watch(started.end(), (reason, fault) -> ui.execute(() -> ended(reason, fault)));
  }

  /** Ends the text; what is there stays. */
  public void stop() {
    if (writing != null) {
      writing.stop();
    }
  }

  private GenerationRequest request() {
    Integer k = topK.get() < 1 ? null : (Integer) (int) Math.round(topK.get());
    SamplingSettings sampling = new SamplingSettings(temperature.get(), k, null, null);
    return new GenerationRequest(prompt.get(), (int) Math.round(maxTokens.get()), sampling);
  }

  private void ended(@Nullable GenerationEnd reason, @Nullable Throwable fault) {
    drain();
    writing = null;
    end.set(reason);
    state.set(tokens.isEmpty() && fault != null ? State.EMPTY : State.DONE);
    if (fault != null) {
      problems.show(fault);
    }
  }

  private void drain() {
    for (GeneratedToken token = arriving.poll(); token != null; token = arriving.poll()) {
      if (tokens.isEmpty()) {
        firstTokenNanos = System.nanoTime();
      }
      tokens.add(token);
      if (tokens.size() > 1) {
        double seconds = (System.nanoTime() - firstTokenNanos) / 1e9;
        tokensPerSecond.set((tokens.size() - 1) / seconds);
      }
    }
  }
}
