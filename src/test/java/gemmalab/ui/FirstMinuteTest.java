package gemmalab.ui;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.app.BundledModel;
import gemmalab.app.Lab;
import gemmalab.generate.FinishReason;
import gemmalab.inspect.HeadPattern;
import gemmalab.inspect.Inspection;
import gemmalab.text.Language;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Theme;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel;
import gemmalab.ui.shell.Destination;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/**
 * A person's first minute: an empty settings folder, the model in the box, a story, and a look at
 * the head that brought its name back. Nothing goes to the network meanwhile.
 */
class FirstMinuteTest {

  @TempDir Path home;

  private final FxRobot robot = new FxRobot();
  private final Locale before = Locale.getDefault();
  private WatchedNetwork network;
  private @Nullable Lab lab;
  private @Nullable MainWindow window;

  @BeforeEach
  void watchNetwork() {
    network = WatchedNetwork.watch();
  }

  @AfterEach
  void close() throws TimeoutException {
    Locale.setDefault(before);
    network.close();
    closeWindow();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aStoryIsReadAndItsHeadFound(Language system) throws Exception {
    Locale.setDefault(system.locale());
    open();

    assertThat(parts().texts().language().get()).isEqualTo(system);
    assertThat(parts().shell().shown().get()).isEqualTo(Destination.START);
    waitForModel();
    assertThat(label("#start-model")).startsWith("tale-nano ");

    robot.interact(
        () -> parts().playground().order().newSeeds().set(false)); // the same story each time
    robot.clickOn("#door-write");
    StoryViewModel story = parts().playground().story(Side.A);
    waitUntil(() -> story.state().get() == StoryViewModel.State.DONE);
    assertThat(story.end().get()).isEqualTo(FinishReason.END_OF_TEXT);
    assertThat(story.leaf().get().text()).startsWith("Once upon a time").hasSizeGreaterThan(150);
    robot.interact(() -> story.select(story.places().get(5)));
    assertThat(label("#reading-A")).contains(" %");

    robot.clickOn("#go-start");
    robot.clickOn("#door-look");
    waitUntil(() -> seen() != null);
    assertThat(patterns(inspected().baseline()))
        .contains(HeadPattern.PREVIOUS_TOKEN, HeadPattern.INDUCTION, HeadPattern.COPYING);
    String copying = parts().texts().format("ui.attention.pattern.COPYING");
    assertThat(label("#fact-pattern")).isEqualTo(copying);

    robot.clickOn("#head-off");
    waitUntil(() -> inspected().isModified());
    assertThat(inspected().modified().loss()).isGreaterThan(inspected().baseline().loss() + 0.2);
    assertThat(label("#text-loss")).contains("+0.");

    assertThat(network.asked()).isEmpty();
  }

  @Test
  void aSecondStartGoesBackToWhereOneWas() throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    open();
    waitForModel();
    robot.clickOn("#language-JA");
    robot.clickOn("#theme");
    robot.clickOn("#go-attention");
    waitUntil(() -> seen() != null);
    robot.interact(() -> parts().attention().attention().text().set("Tom saw a bean.\n\\o/"));

    robot.interact(() -> parts().shell().getScene().getWindow().setWidth(1111));

    closeWindow();
    open();

    assertThat(parts().shell().getScene().getWindow().getWidth()).isEqualTo(1111);
    assertThat(parts().texts().language().get()).isEqualTo(Language.JAPANESE);
    assertThat(parts().theme().get()).isEqualTo(Theme.DARK);
    assertThat(parts().shell().shown().get()).isEqualTo(Destination.ATTENTION);
    assertThat(parts().attention().attention().text().get()).isEqualTo("Tom saw a bean.\n\\o/");
    waitForModel();
    assertThat(parts().openModel().source().get()).isEqualTo(BundledModel.folder().orElseThrow());
  }

  @Test
  void aModelThatIsGoneIsToldAndTheOneInTheBoxOpens() throws Exception {
    Files.writeString(home.resolve("settings.properties"), "model=/gone\nwindow=ten\nscreen=moon");
    open();
    waitForModel();

    assertThat(parts().shell().shown().get()).isEqualTo(Destination.START);
    assertThat(parts().openModel().source().get()).isEqualTo(BundledModel.folder().orElseThrow());
    assertThat(label(".notification-bar .label")).startsWith("There is no model at /gone;");
  }

  @Test
  void theWatchedNetworkSeesWhoeverTries() {
    assertThatThrownBy(() -> URI.create("http://example.org/").toURL().openStream())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new Socket("192.0.2.1", 80).close()).isInstanceOf(IOException.class);

    assertThatThrownBy(FirstMinuteTest::tryHttpClient).isInstanceOf(IOException.class);

    assertThat(network.asked()).hasSizeGreaterThanOrEqualTo(3);
  }

  private static void tryHttpClient() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://example.org/")).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  private void open() throws TimeoutException {
    Lab opened = Lab.forWindow();
    lab = opened;
    FxToolkit.registerPrimaryStage(); // starts JavaFX
    Stage stage = FxToolkit.registerStage(Stage::new);
    robot.interact(() -> window = MainWindow.open(stage, opened, home, home.resolve("runs")));
    waitUntil(() -> window != null && window.parts() != null);
  }

  private void closeWindow() throws TimeoutException {
    if (window != null && lab != null) {
      robot.interact(window::close);
      FxToolkit.cleanupStages();
      lab.close();
      window = null;
    }
  }

  private WindowParts parts() {
    return Objects.requireNonNull(Objects.requireNonNull(window).parts());
  }

  private @Nullable InspectionResult seen() {
    return parts().attention().attention().result().get();
  }

  private InspectionResult inspected() {
    return Objects.requireNonNull(seen());
  }

  private static List<HeadPattern> patterns(Inspection text) {
    return text.heads().stream()
        .flatMap(head -> text.statistics(head).label().stream())
        .distinct()
        .toList();
  }

  private void waitForModel() throws TimeoutException {
    waitUntil(() -> parts().openModel().model().get() != null);
  }

  private String label(String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }
}
