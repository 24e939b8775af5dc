package gemmalab.cli;

import gemmalab.text.Messages;
import gemmalab.train.TrainConfig;
import gemmalab.train.plan.MemoryEstimate;
import gemmalab.train.plan.RunPlan;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells a terminal what a run will take, and what is odd in it, before it begins. */
final class PlanView {

  private static final double MEGABYTE = 1e6;

  private final PrintWriter err;

  PlanView(PrintWriter err) {
    this.err = err;
  }

  void show(RunPlan plan) {
    TrainConfig config = plan.config();
    say(
        "%s, %s recipe: %,d parameters, %,d tokens known",
        config.preset(), config.recipe().label(), plan.parameters(), config.model().vocabSize());
    say(
        "text: %,d tokens; the run learns from %,d (%.1f epochs) in micro-batches of %d x %d, %d an"
            + " update",
        plan.trainingTokens(),
        plan.tokens(),
        plan.epochs(),
        config.batch().batchSize(),
        config.batch().blockSize(),
        config.batch().gradientAccumulationSteps());
    show(plan.memory());
    if (!Double.isNaN(plan.seconds())) {
      say(
          "time: about %s, after three steps that were timed",
          Messages.english().duration(plan.seconds()));
    }
    plan.findings().forEach(finding -> say("note: %s", finding.in(Messages.english())));
  }

  private void show(MemoryEstimate memory) {
    say(
        "memory: about %,.0f MB (weights %,.0f, gradients %,.0f, moments %,.0f, activations %,.0f,"
            + " logits %,.0f)",
        memory.total() / MEGABYTE,
        memory.weights() / MEGABYTE,
        memory.gradients() / MEGABYTE,
        memory.moments() / MEGABYTE,
        memory.activations() / MEGABYTE,
        memory.logits() / MEGABYTE);
  }

  private void say(String format, Object... values) {
    err.println(String.format(Locale.ENGLISH, format, values));
  }
}
