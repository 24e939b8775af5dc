package gemmalab.ui.training;

import gemmalab.app.RunEntry;
import gemmalab.app.RunSummary;

/** How it stands with a run on disk, with the sign for it. */
enum RunState {
  RUNNING("mdi2p-play"),
  INTERRUPTED("mdi2f-flash-outline"),
  FINISHED("mdi2c-check"),
  STOPPED("mdi2s-stop"),
  DIVERGED("mdi2a-alert-outline"),
  TARGET_REACHED("mdi2c-check"),
  NO_PROGRESS("mdi2c-check"),
  TIME_UP("mdi2c-check"),
  DAMAGED("mdi2a-alert-outline");

  private final String icon;

  RunState(String icon) {
    this.icon = icon;
  }

  String icon() {
    return icon;
  }

  static RunState of(RunEntry entry) {
    if (!(entry instanceof RunSummary run)) {
      return DAMAGED;
    }
    if (run.running()) {
      return RUNNING;
    }
    if (run.end() == null) {
      return INTERRUPTED;
    }
    return switch (run.end()) {
      case FINISHED -> FINISHED;
      case STOPPED -> STOPPED;
      case DIVERGED -> DIVERGED;
      case TARGET_REACHED -> TARGET_REACHED;
      case NO_PROGRESS -> NO_PROGRESS;
      case TIME_UP -> TIME_UP;
    };
  }
}
