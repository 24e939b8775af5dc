package gemmalab.ui.shell;

import gemmalab.app.ModelReport;

/** Shows what is in a model's file. */
public interface ModelReports {

  /** Shows it to a reader. */
  void show(ModelReport report);

  /** Shows it before the model is opened, and opens it if the user wants that. */
  void ask(ModelReport report, Runnable open);
}
