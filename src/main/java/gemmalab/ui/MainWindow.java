package gemmalab.ui;

import gemmalab.app.BundledModel;
import gemmalab.app.Lab;
import gemmalab.picture.Colour.Role;
import gemmalab.text.Language;
import gemmalab.thread.Threads;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.NativeFilePicker;
import gemmalab.ui.shell.RecentModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window of a user: it opens as it was left, and remembers how it is left. */
final class MainWindow implements AutoCloseable {

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final double FRAME_FONT_SIZE = 28;
  private static final long SECONDS_TO_SAVE = 1;

  private final Stage stage;
  private final UserSettings settings;
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(Threads.daemons("settings"));
  private volatile WindowPlace place;
  private @Nullable ScheduledFuture<?> saving;
  private @Nullable WindowParts parts;

  private MainWindow(Stage stage, UserSettings settings) {
    this.stage = stage;
    this.settings = settings;
    place =
        settings
            .place()
            .orElseGet(() -> new WindowPlace(new Rectangle2D(0, 0, WIDTH, HEIGHT), false));
  }

  /**
   * Opens the window on a stage: first its frame, then what is in it, then the model that was open
   * last, or the one that comes with the app.
   *
   * @param folder where the settings are
   * @param runs where runs are written
   */
  static MainWindow open(Stage stage, Lab lab, Path folder, Path runs) {
    MainWindow window = new MainWindow(stage, UserSettings.in(folder));
    Scene scene = window.show();
    UiThread.afterFirstFrame(() -> window.fill(scene, lab, runs));
    return window;
  }

  /** What is in the window; null for the moment before it is. */
  @Nullable WindowParts parts() {
    return parts;
  }

  /** Writes what is remembered. */
  @Override
  public void close() {
    if (parts != null) {
      parts.exporting().cancelAndWait();
    }
    saver.shutdownNow();
    place = WindowPlace.of(stage, place);
    save();
  }

  private static List<Path> models(UserSettings settings) {
    return Stream.of(settings.model(), BundledModel.folder())
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private Scene show() {
    Text name = new Text("Gemma Lab");
    name.setFont(Font.font(FRAME_FONT_SIZE));
    name.setFill(theme().paint(Role.MUTED));
    StackPane frame = new StackPane(name);
    frame.setBackground(null); // the scene's fill is seen
    Scene scene = new Scene(frame, WIDTH, HEIGHT, theme().paint(Role.BACKGROUND));
    stage.setTitle("Gemma Lab");
    stage.setMinWidth(1024);
    stage.setMinHeight(700);
    stage.setScene(scene);
    settings.place().filter(WindowPlace::isReachable).ifPresent(where -> where.apply(stage));
    stage.show();
    return scene;
  }

  private void fill(Scene scene, Lab lab, Path runs) {
    List<Path> models = models(settings);
    lab.warmUp();
    models.stream().findFirst().ifPresent(lab.models()::readAhead);
    Fonts.load();
    RecentModels recent = new RecentModels(settings.recentModels());
    recent
        .paths()
        .addListener(
            (ListChangeListener<Path>)
                change -> {
                  settings.setRecentModels(recent.paths());
                  saveSoon();
                });
    WindowParts made =
        new WindowParts(
            lab,
            settings.language().orElse(Language.ofSystem()),
            theme(),
            settings.screen().orElse(Destination.START),
            runs,
            recent,
            new NativeFilePicker(stage));
    parts = made;
    remember(made);
    made.load(lab, models); // works while the screens are styled
    made.populate(scene);
    made.askBeforeClosing(stage);
  }

  private Theme theme() {
    return settings.theme().orElse(Theme.LIGHT);
  }

  private void remember(WindowParts parts) {
    remember("prompt", parts.playground().prompt());
    remember("text", parts.attention().attention().text());
    follow(parts.texts().language(), language -> settings.set("language", language));
    follow(parts.theme(), theme -> settings.set("theme", theme));
    follow(parts.shell().shown(), screen -> settings.set("screen", screen));
    follow(
        parts.openModel().source(), path -> settings.set("model", path == null ? "" : path + ""));
    for (ObservableValue<Number> side :
        List.of(
            stage.xProperty(), stage.yProperty(), stage.widthProperty(), stage.heightProperty())) {
      follow(side, now -> place = WindowPlace.of(stage, place));
    }
  }

  private void remember(String key, StringProperty text) {
    settings.text(key).ifPresent(text::set);
    follow(text, now -> settings.set(key, now));
  }

  private <T extends @Nullable Object> void follow(ObservableValue<T> value, Consumer<T> remember) {
    value.addListener(
        (o, old, now) -> {
          remember.accept(now);
          saveSoon();
        });
  }

  /** The disk is slower than a typing hand. */
  private void saveSoon() {
    if (saving == null || saving.isDone()) {
      saving = saver.schedule(this::save, SECONDS_TO_SAVE, TimeUnit.SECONDS);
    }
  }

  private void save() {
    settings.set("window", place.toString());
    settings.save();
  }
}
