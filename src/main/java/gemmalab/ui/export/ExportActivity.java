package gemmalab.ui.export;

import gemmalab.checkpoint.export.ExportProgress;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.Activity;
import java.nio.file.Path;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The export of the moment in the status bar. */
public final class ExportActivity implements Activity {

  private final ExportViewModel exporting;
  private final Texts texts;

  public ExportActivity(ExportViewModel exporting, Texts texts) {
    this.exporting = exporting;
    this.texts = texts;
  }

  @Override
  public ObservableValue<String> what() {
    return Bindings.createStringBinding(
        () -> {
          Path path = exporting.writing().get();
          return path == null ? "" : texts.format("ui.export.writing", path.getFileName());
        },
        exporting.writing(),
        texts.language());
  }

  @Override
  public ObservableValue<String> numbers() {
    return Bindings.createStringBinding(this::numbersText, exporting.progress(), texts.language());
  }

  private String numbersText() {
    ExportProgress progress = exporting.progress().get();
    long percent = (long) (100 * progress.fraction());
    OptionalDouble left = progress.secondsLeft();
    return left.isEmpty()
        ? texts.format("ui.model.loading.share", percent)
        : texts.format(
            "ui.model.loading.left", percent, texts.duration(Math.ceil(left.getAsDouble())));
  }

  @Override
  public ObservableValue<Double> progress() {
    return exporting.progress().map(ExportProgress::fraction);
  }

  @Override
  public ObservableValue<Boolean> hasBegun() {
    return exporting.isWriting();
  }

  @Override
  public ObservableValue<Boolean> canStop() {
    return exporting.isWriting();
  }

  @Override
  public void stop() {
    exporting.cancel();
  }
}
