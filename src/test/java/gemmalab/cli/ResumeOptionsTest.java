package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no meaning for a run that goes on is refused by its name; no run is needed for that. */
class ResumeOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--preset nano",
        "--recipe sound",
        "--vocabulary full",
        "--batch_size 32",
        "--block_size 64",
        "--gradient_accumulation_steps 2",
        "--window_start anywhere",
        "--learning_rate 0.01",
        "--min_lr 0.001",
        "--warmup_steps 3",
        "--weight_decay 0.1",
        "--clip 1",
        "--eval_interval 10",
        "--eval_batches 2",
        "--patience 3",
        "--target_loss 1",
        "--max_minutes 1",
        "--seed 1",
        "--precision fp32",
        "--output elsewhere",
        "--force"
      })
  void whatARunBeganWithCannotBeChanged(String option) {
    CliRun run = CliRun.of(("train --resume some-run " + option).split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains(option.split(" ", -1)[0] + " cannot be changed");
  }

  @Test
  void anotherTextIsOnlyForARunThatGoesOn() {
    CliRun run = CliRun.of("train", "--even-if-the-text-changed");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("--even-if-the-text-changed").contains("--resume");
  }
}
