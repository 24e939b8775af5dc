package gemmalab.app;

import gemmalab.text.GemmaException;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import java.util.Optional;

/**
 * What becomes of the learning rate when a run gets another number of steps: it falls over all of
 * them, so a run that goes on begins higher up on a longer curve.
 *
 * @param stepsBefore how many the run had
 * @param steps how many it has now
 * @param next the first step that is still to do, from 1
 * @param nextRate learning rate of that step
 * @param lastRate learning rate of the last one
 */
public record ScheduleChange(
    int stepsBefore, int steps, int next, double nextRate, double lastRate) {

  /**
   * What a request changes, if it changes the steps.
   *
   * @throws GemmaException if the run has done as many already, or is none
   */
  public static Optional<ScheduleChange> of(ResumeRequest request) {
    RunFolder run = RunFolder.read(request.folder());
    TrainConfig changed = request.change(run.config());
    int before = run.config().schedule().totalSteps();
    int steps = changed.schedule().totalSteps();
    if (steps == before) {
      return Optional.empty();
    }
    int done = run.checkpoints().steps();
    if (steps <= done) {
      throw new GemmaException("error.resume.tooFew", steps, request.folder(), done);
    }
    LearningRateSchedule schedule = changed.schedule();
    return Optional.of(
        new ScheduleChange(before, steps, done + 1, schedule.at(done), schedule.at(steps - 1)));
  }
}
