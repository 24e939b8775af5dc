package gemmalab.ui.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.app.ModelReport;
import gemmalab.app.WeightlessModels;
import gemmalab.checkpoint.export.ExportFormat;
import gemmalab.checkpoint.export.ExportType;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportViewModelTest {

  private static final Path MODEL = Path.of("models/tale-nano");

  @TempDir Path folder;

  private final ManualUiThread ui = new ManualUiThread();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private final Lab lab = Lab.forTerminal();
  private final OpenModelState openModel = new OpenModelState(new WeightlessModels(), ui, errors);
  private ExportViewModel viewModel;

  @BeforeEach
  void open() {
    viewModel = new ExportViewModel(lab.exports(), openModel, folder, errors, ui);
    openModel.open(MODEL);
    ui.frame();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theModelIsWrittenAndOpensAgain() throws Exception {
    ExportForm form = viewModel.form().orElseThrow();
    form.format().set(ExportFormat.ORIGINAL);
    form.folder().set(folder.resolve("new"));
    form.name().set("tale.pt");
    viewModel.start(form);
    assertThat(viewModel.writing().get()).isEqualTo(folder.resolve("new/tale.pt"));
    assertThat(viewModel.form()).isEmpty(); // one at a time
    assertThat(viewModel.isPossible().getValue()).isFalse();
    ui.await(() -> viewModel.exported().get() != null);

    Path written = requireNonNull(viewModel.exported().get()).path();
    assertThat(ModelReport.of(written).parameters())
        .isGreaterThanOrEqualTo(ModelReport.of(MODEL).parameters());
    assertThat(viewModel.writing().get()).isNull();
    assertThat(viewModel.form().orElseThrow().folder().get()).isEqualTo(folder.resolve("new"));
    viewModel.forget();
    assertThat(viewModel.exported().get()).isNull();
  }

  @Test
  void aFaultIsToldAndACancelledExportSaysNothing() throws Exception {
    ExportForm form = viewModel.form().orElseThrow();
    form.folder().set(MODEL);
    form.name().set("inside");
    viewModel.start(form);
    ui.await(() -> viewModel.writing().get() == null);
    assertThat(errors.sentence().get()).contains("choose a place outside the model");

    errors.clear();
    viewModel.start(viewModel.form().orElseThrow());
    viewModel.cancel();
    viewModel.cancelAndWait();
    ui.await(() -> viewModel.writing().get() == null);
    assertThat(viewModel.exported().get()).isNull();
    assertThat(errors.sentence().get()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aModelThatIsNotOnDiskCannotBeWritten() {
    openModel.open(ModelPreset.NANO);
    ui.frame();
    assertThat(viewModel.form()).isEmpty();
    assertThat(viewModel.isPossible().getValue()).isFalse();
  }

  @Test
  void theFormFollowsTheFormat() throws Exception {
    ExportForm form = viewModel.form().orElseThrow();
    assertThat(form.types()).doesNotContain(ExportType.Q8_0);
    form.format().set(ExportFormat.GGUF);
    form.type().set(ExportType.Q8_0);
    assertThat(form.name().get()).endsWith("-q8_0.gguf");
    long small = form.expectedBytes();

    form.format().set(ExportFormat.ORIGINAL_SAFETENSORS);
    assertThat(form.type().get()).isEqualTo(ExportType.FLOAT32);
    assertThat(form.name().get()).endsWith(".safetensors");
    assertThat(form.expectedBytes()).isGreaterThan(3 * small);
  }

  @Test
  void aTypedNameStaysAndTakesTheExtensionOfTheFormat() {
    ExportForm form = viewModel.form().orElseThrow();
    form.name().set("mine");
    form.format().set(ExportFormat.GGUF);
    assertThat(form.name().get()).isEqualTo("mine.gguf");
    form.type().set(ExportType.Q8_0);
    assertThat(form.name().get()).isEqualTo("mine.gguf");
    form.format().set(ExportFormat.ORIGINAL);
    assertThat(form.name().get()).isEqualTo("mine.pt");
  }

  @Test
  void aNameMustBeOneAndNothingIsReplacedUnasked() throws Exception {
    ExportForm form = viewModel.form().orElseThrow();
    for (String name : new String[] {"", " ", "..", "a/b", "/a"}) {
      form.name().set(name);
      assertThat(form.canStart()).as(name).isFalse();
    }
    Files.createDirectory(folder.resolve("there"));
    form.name().set("there");
    assertThat(form.canStart()).isFalse();
    form.replaces().set(true);
    assertThat(form.canStart()).isTrue();
  }
}
