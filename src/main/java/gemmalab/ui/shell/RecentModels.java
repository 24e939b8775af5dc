package gemmalab.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The models that were opened last, newest first. */
public final class RecentModels {

  private static final int KEPT = 8;

  private final ObservableList<Path> paths = FXCollections.observableArrayList();

  /** Kept, since it hears of the list only as long as it is there itself. */
  private final ObservableList<Path> view = FXCollections.unmodifiableObservableList(paths);

  /** Those of an earlier window. */
  public RecentModels(List<Path> before) {
    before.stream().distinct().limit(KEPT).forEach(paths::add);
  }

  public ObservableList<Path> paths() {
    return view;
  }

  /** Puts one first. */
  void add(Path path) {
    List<Path> next = new ArrayList<>(List.of(path));
    paths.stream().filter(other -> !other.equals(path)).limit(KEPT - 1L).forEach(next::add);
    paths.setAll(next);
  }
}
