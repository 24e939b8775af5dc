package gemmalab.ui;

import gemmalab.app.Lab;
import gemmalab.app.UserFolders;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.train.TrainConfig;
import gemmalab.ui.architecture.ArchitectureScreen;
import gemmalab.ui.architecture.ArchitectureView;
import gemmalab.ui.architecture.DiagramModels;
import gemmalab.ui.architecture.shapes.ShapesModels;
import gemmalab.ui.architecture.shapes.Sizing;
import gemmalab.ui.attention.AttentionModels;
import gemmalab.ui.attention.AttentionView;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.export.ExportActivity;
import gemmalab.ui.export.ExportDialog;
import gemmalab.ui.export.ExportViewModel;
import gemmalab.ui.export.ExportedNote;
import gemmalab.ui.glossary.GlossaryView;
import gemmalab.ui.glossary.GlossaryViewModel;
import gemmalab.ui.playground.PlaygroundView;
import gemmalab.ui.playground.PlaygroundViewModel;
import gemmalab.ui.report.ReportDialog;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.FilePicker;
import gemmalab.ui.shell.ModelAction;
import gemmalab.ui.shell.ModelDrop;
import gemmalab.ui.shell.ModelGate;
import gemmalab.ui.shell.ModelSelection;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.QuestionDialog;
import gemmalab.ui.shell.Questions;
import gemmalab.ui.shell.RecentModels;
import gemmalab.ui.shell.SavingNote;
import gemmalab.ui.shell.ShellView;
import gemmalab.ui.shell.StatusBar;
import gemmalab.ui.shell.ThemeSwitch;
import gemmalab.ui.shell.TopBar;
import gemmalab.ui.start.StartView;
import gemmalab.ui.start.StartViewModel;
import gemmalab.ui.training.TrainingActivity;
import gemmalab.ui.training.TrainingView;
import gemmalab.ui.training.TrainingViewModel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** The one place where the window is wired: services, view models, views. */
public final class WindowParts {

  private final UiThread ui;
  private final Texts texts;
  private final ObjectProperty<Theme> theme;
  private final OpenModelState openModel;
  private final ModelSelection models;
  private final ExportViewModel exporting;
  private final FilePicker picker;
  private final TrainingViewModel training;
  private final PlaygroundViewModel playground;
  private final AttentionModels attention;
  private final DiagramModels diagram;
  private final ShapesModels shapes;
  private final SimpleIntegerProperty threads = new SimpleIntegerProperty();
  private final StartViewModel start;
  private final GlossaryView glossary;
  private final ShellView shell;
  private final Closing closing;

  /**
   * Wires a window; on the JavaFX thread.
   *
   * @param runs folder under which runs are written
   * @param recent models that were open before
   * @param picker asks for files and folders
   */
  public WindowParts(
      Lab lab,
      Language language,
      Theme firstTheme,
      Destination first,
      Path runs,
      RecentModels recent,
      FilePicker picker) {
    texts = new Texts(language);
    theme = new SimpleObjectProperty<>(firstTheme);
    ErrorNotifications errors = new ErrorNotifications(texts);
    ui = UiThread.javaFx(errors::show);
    openModel = new OpenModelState(lab.models(), ui, errors);
    models =
        new ModelSelection(
            openModel, recent, picker, new ReportDialog(texts, this::window), texts, ui);
    this.picker = picker;
    exporting = new ExportViewModel(lab.exports(), openModel, UserFolders.exports(), errors, ui);
    Questions questions = new QuestionDialog(texts, this::window);
    training = new TrainingViewModel(lab.training(), openModel, errors, questions, ui, runs);
    closing = new Closing(training, questions, texts, ui, this::close);
    playground = new PlaygroundViewModel(lab.playground(), lab.models(), openModel, errors, ui);
    diagram = DiagramModels.of(lab.activations(), openModel, ui);
    shapes = ShapesModels.of(lab.speed(), openModel, this::train, ui);
    attention = AttentionModels.of(lab.inspection(), openModel, errors, ui);
    start = new StartViewModel(openModel, playground, training, runs, ui);
    training.run().checkpoints().addListener((o, old, now) -> attention.history().take());
    training.run().checkpoints().addListener((o, old, now) -> diagram.reading().follow());
    Application.setUserAgentStylesheet(firstTheme.stylesheet());
    StatusBar status =
        new StatusBar(
            new TrainingActivity(training, texts), new ExportActivity(exporting, texts), texts);
    glossary = new GlossaryView(new GlossaryViewModel(texts), texts);
    shell = new ShellView(texts, screens(errors), first, topBar(), status, errors);
    shell.overlay(glossary);
    shell.note(new ExportedNote(exporting, picker, texts));
    texts.language().addListener((o, old, now) -> shell.setOthersAside());
    openModel
        .state()
        .addListener((o, old, now) -> prepare(now)); // until then there is enough to do
  }

  private void prepare(OpenModelState.State state) {
    if (!state.isOpening()) {
      shell.prepare();
    }
  }

  private TopBar topBar() {
    ExportDialog export = new ExportDialog(exporting, picker, texts, this::window);
    return new TopBar(
        models,
        new ModelAction(export::show, exporting.isPossible()),
        texts,
        theme,
        Bindings.createStringBinding(
            () -> threads.get() == 0 ? "" : texts.format("ui.machine", threads.get()),
            threads,
            texts.language()),
        glossary.button());
  }

  /** Loads the engine, then the first of these models that can be opened. */
  public void load(Lab lab, List<Path> models) {
    ui.run(lab.threads(), threads::set, fault -> {}); // a model that does not open will say so
    openModel.openFirst(models, ModelPreset.NANO);
  }

  /** Fills a scene: content, styles and shortcuts. */
  public void populate(Scene scene) {
    scene.getStylesheets().addAll(stylesheet("atlantafx-compat.css"), stylesheet("gemma-lab.css"));
    SavingNote all =
        new SavingNote(new ModelDrop(shell, models::open, texts), closing.saving(), texts);
    scene.setRoot(new ThemeSwitch(all, theme, shell::setOthersAside));
    for (Destination destination : Destination.values()) {
      scene.getAccelerators().put(destination.shortcut(), () -> shell.go(destination));
    }
  }

  /** From now on the window asks before it closes while a run is at work. */
  public void askBeforeClosing(Window window) {
    window.addEventHandler(
        WindowEvent.WINDOW_CLOSE_REQUEST,
        event -> {
          if (!closing.mayClose()) {
            event.consume();
          }
        });
  }

  private @Nullable Window window() {
    return shell.getScene() == null ? null : shell.getScene().getWindow();
  }

  private void close() {
    Window window = window();
    if (window != null) {
      window.hide();
    }
  }

  public ShellView shell() {
    return shell;
  }

  public Texts texts() {
    return texts;
  }

  public ObjectProperty<Theme> theme() {
    return theme;
  }

  public OpenModelState openModel() {
    return openModel;
  }

  /** Writes the open model in other formats. */
  public ExportViewModel exporting() {
    return exporting;
  }

  /** How another model is chosen. */
  public ModelSelection models() {
    return models;
  }

  public TrainingViewModel training() {
    return training;
  }

  public PlaygroundViewModel playground() {
    return playground;
  }

  public AttentionModels attention() {
    return attention;
  }

  public DiagramModels diagram() {
    return diagram;
  }

  public ShapesModels shapes() {
    return shapes;
  }

  public GlossaryViewModel glossary() {
    return glossary.viewModel();
  }

  private Map<Destination, Supplier<Node>> screens(ErrorNotifications errors) {
    Map<Destination, Supplier<Node>> screens = new EnumMap<>(Destination.class);
    screens.put(
        Destination.START, () -> new StartView(start, loading(), texts, to -> shell.go(to)));
    screens.put(
        Destination.ARCHITECTURE,
        () ->
            new ArchitectureScreen(
                gate(new ArchitectureView(diagram, texts, theme, errors)), shapes, texts));
    screens.put(Destination.TRAINING, () -> new TrainingView(training, picker, texts, theme, ui));
    screens.put(
        Destination.PLAYGROUND,
        () -> gate(new PlaygroundView(playground, models, texts, theme, this::train)));
    screens.put(
        Destination.ATTENTION, () -> gate(new AttentionView(attention, texts, theme, errors)));
    return screens;
  }

  /** Goes to training, with the preset of an untrained model. */
  private void train(String preset) {
    TrainConfig.presets().stream()
        .filter(known -> known.label().equals(preset))
        .findFirst()
        .ifPresent(training.form().preset()::set);
    shell.go(Destination.TRAINING);
  }

  /** Goes to training, with a configuration of the user's own. */
  private void train(Sizing sizing) {
    training.form().take(sizing.config(), sizing.batch(), sizing.length());
    shell.go(Destination.TRAINING);
  }

  private Node gate(Node screen) {
    return new ModelGate(screen, models, loading(), texts);
  }

  /** What is waited for before the first model is there. */
  private ObservableValue<String> loading() {
    return Bindings.createStringBinding(
        () -> texts.format(threads.get() == 0 ? "ui.gate.engine" : "ui.gate.model"),
        threads,
        texts.language());
  }

  private static String stylesheet(String name) {
    return Objects.requireNonNull(WindowParts.class.getResource(name), name).toExternalForm();
  }
}
