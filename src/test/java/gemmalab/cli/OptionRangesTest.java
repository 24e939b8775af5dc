package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that cannot be are refused by their name, before any work. */
class OptionRangesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bench train --steps 0 | steps is 0; use 1 to 1,000,000.",
        "bench train --steps -1 | steps is -1; use",
        "bench train --steps 2147483647 | steps is 2,147,483,647; use",
        "bench train --batch_size 0 | batch_size is 0; use",
        "bench train --block_size -3 | block_size is -3; use",
        "bench generate --rounds 0 | rounds is 0; use 1 to",
        "bench generate --rounds 2147483647 | rounds is 2,147,483,647; use",
        "bench generate --max_tokens 1 | max_tokens is 1; use 2 to",
        "evaluate --stories 0 | stories is 0; use 1 to 100,000.",
        "evaluate --loss_stories 2147483647 | loss_stories is 2,147,483,647; use",
        "prepare --output out --threads 0 | threads is 0; use 1 to 1,024.",
        "prepare --output out --threads 2147483647 | threads is 2,147,483,647; use",
        "attention --prompt cat --window -1 | window is -1; use 0 to",
        "attention --model_path models/tale-nano --prompt cat --layer 0 --head 1 | layer is 0; use"
            + " 1 to 6.",
        "attention --model_path models/tale-nano --prompt cat --layer 1 --head 99 | head is 99; use"
            + " 1 to 4.",
        "parity --model a --golden b --tolerance -1 | tolerance is -1; use 0 or more.",
        "parity --model a --golden b --tolerance NaN | tolerance is NaN; use",
        "train --learning_rate Infinity | learning_rate is infinite",
        "train --min_lr Infinity | min_lr is infinite",
        "train --weight_decay Infinity | weight_decay is infinite",
        "train --clip 1e400 | clip is infinite",
        "train --target_loss Infinity | target_loss is infinite",
        "train --max_minutes Infinity | max_minutes is infinite",
        "train --max_minutes NaN | max_minutes is NaN; use",
        "train --save_minutes 1e12 | save_minutes is 1,000,000,000,000; use 0 to 1,000,000.",
        "train --batch_size 65536 --gradient_accumulation_steps 65536 | batch_size 65,536 times",
      })
  void numberOutOfRangeIsNamed(String line, String sentence) {
    CliRun run = CliRun.of(line.split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList()).hasSize(2).first().asString().contains(sentence);
  }
}
