package gemmalab.benchmark;

import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.data.stories.Story;
import gemmalab.data.stories.StoryGrammar;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Does a model keep in mind who a story is about, and what thing it began with? It goes on from the
 * beginnings of stories that it never saw, up to where name and thing have come, and is asked
 * whether each comes again.
 *
 * <pre>
 * java -cp ... gemmalab.benchmark.StoryMemoryBenchmark runs/nano/best 100
 * </pre>
 */
public final class StoryMemoryBenchmark {

  private static final long UNSEEN_SEED = 20_261;
  private static final int TOKENS = 150;
  private static final double TEMPERATURE = 0.8;
  private static final int TOP_K = 50;
  private static final int TEXTS_TO_SHOW = 3;

  private StoryMemoryBenchmark() {}

  /** Takes the folder of a model and how many beginnings it goes on from. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[1]);
    int names = 0;
    int things = 0;
    int both = 0;
    try (Lab lab = Lab.forTerminal()) {
      OpenModel model = lab.models().open(Path.of(arguments[0]), ComputeDevice.CPU).join();
      StoryGrammar grammar = new StoryGrammar();
      for (int number = 0; number < count; number++) {
        Story story = grammar.story(UNSEEN_SEED, number);
        String prompt = beginning(story);
        String rest = continuation(lab, model, prompt, number);
        boolean name = rest.contains(story.characters().get(0));
        boolean thing = rest.contains(story.thing());
        names += name ? 1 : 0;
        things += thing ? 1 : 0;
        both += name && thing ? 1 : 0;
        if (number < TEXTS_TO_SHOW) {
          System.err.println(prompt + " ||" + rest + "\n");
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"stories\":%d,\"name_kept\":%.2f,\"thing_kept\":%.2f,\"both_kept\":%.2f}%n",
        count,
        (double) names / count,
        (double) things / count,
        (double) both / count);
  }

  /**
   * Up to the end of the sentence in which the later of the main name and the thing comes first.
   */
  private static String beginning(Story story) {
    String text = story.text();
    int met =
        Math.max(text.indexOf(story.characters().get(0)), Math.max(0, text.indexOf(story.thing())));
    int end = text.indexOf('.', met);
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String continuation(Lab lab, OpenModel model, String prompt, long seed) {
    StringBuilder text = new StringBuilder();
    SamplingSettings sampling = new SamplingSettings(TEMPERATURE, TOP_K, null, seed);
    Objects.requireNonNull(
        lab.playground()
            .write(
                model,
                new GenerationRequest(prompt, TOKENS, sampling),
                token -> text.append(token.text()))
            .end()
            .join());
    return text.toString();
  }
}
