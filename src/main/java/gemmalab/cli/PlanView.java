package gemmalab.cli;

import gemmalab.train.TrainConfig;
import gemmalab.train.plan.MemoryEstimate;
import gemmalab.train.plan.RunPlan;
import java.io.PrintWriter;

/** Tells a terminal what a run will take, and what is odd in it, before it begins. */
final class PlanView {

  private static final double MEGABYTE = 1e6;

  private final PrintWriter err;
  private final CliText text;

  PlanView(PrintWriter err, CliText text) {
    this.err = err;
    this.text = text;
  }

  void show(RunPlan plan) {
    TrainConfig config = plan.config();
    say(
        "plan.model",
        config.preset(),
        config.recipe().label(),
        plan.parameters(),
        config.model().vocabSize());
    say(
        "plan.text",
        plan.trainingTokens(),
        plan.tokens(),
        plan.epochs(),
        config.batch().batchSize(),
        config.batch().blockSize(),
        config.batch().gradientAccumulationSteps());
    show(plan.memory());
    if (!Double.isNaN(plan.seconds())) {
      say("plan.time", text.duration(plan.seconds()));
    }
    plan.warnings().forEach(warning -> say("plan.note", warning.in(text.shared())));
  }

  private void show(MemoryEstimate memory) {
    say(
        "plan.memory",
        memory.total() / MEGABYTE,
        memory.weights() / MEGABYTE,
        memory.gradients() / MEGABYTE,
        memory.moments() / MEGABYTE,
        memory.activations() / MEGABYTE,
        memory.logits() / MEGABYTE);
  }

  private void say(String key, Object... values) {
    err.println(text.format(key, values));
  }
}
