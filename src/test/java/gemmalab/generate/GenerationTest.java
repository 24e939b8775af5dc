package gemmalab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class GenerationTest {

  private static final Tokenizer TOKENIZER = new Gpt2Tokenizer();
  private static final String PROMPT = "Once upon a time";
  private static final int CONTEXT = 64;

  private final List<GeneratedToken> tokens = new ArrayList<>();

  @Test
  void sameSeedWritesTheSameText(TensorEngine engine) {
    List<Integer> first = ids(engine, new SamplingSettings(1, 50, 0.9, 7L));
    assertThat(ids(engine, new SamplingSettings(1, 50, 0.9, 7L))).isEqualTo(first);
    assertThat(ids(engine, new SamplingSettings(1, 50, 0.9, 8L))).isNotEqualTo(first);
  }

  @Test
  void temperatureOfZeroIsGreedy(TensorEngine engine) {
    List<Integer> greedy = ids(engine, SamplingSettings.GREEDY);
    assertThat(ids(engine, new SamplingSettings(0, 50, 0.5, 3L))).isEqualTo(greedy);
    assertThat(ids(engine, new SamplingSettings(1, 1, null, 3L))).isEqualTo(greedy);
  }

  @Test
  void greedyTokenIsItsFirstAlternative(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      write(model, engine, new GenerationRequest(PROMPT, 4, SamplingSettings.GREEDY));
    }
    assertThat(tokens).isNotEmpty();
    for (GeneratedToken token : tokens) {
      GeneratedToken.Alternative best = token.alternatives().get(0);
      assertThat(best.id()).isEqualTo(token.id());
      assertThat(best.probability()).isCloseTo(token.probability(), within(1e-9));
      assertThat(token.alternatives()).hasSize(10);
    }
  }

  @Test
  void textEndsAtItsMaximumOfTokens(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      assertThat(write(model, engine, request(5))).isEqualTo(FinishReason.LENGTH);
    }
    assertThat(tokens).hasSize(5);
  }

  @Test
  void textEndsWhenTheContextIsFull(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      assertThat(write(model, engine, request(1_000))).isEqualTo(FinishReason.CONTEXT);
    }
    assertThat(tokens).hasSize(CONTEXT - 4 + 1); // the last is written but not read
  }

  @Test
  void stoppedTextWritesNoMore(TensorEngine engine) {
    try (Gemma3Model model = model(engine);
        Generation generation = generation(model, engine, request(50))) {
      assertThat(generation.runSlice()).isTrue();
      generation.stop();
      assertThat(generation.runSlice()).isFalse();
      assertThat(generation.end()).isEqualTo(FinishReason.STOPPED);
    }
    assertThat(tokens).hasSize(1);
  }

  @Test
  void emptyPromptStartsFromTheEndToken(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      write(model, engine, new GenerationRequest("", 3, SamplingSettings.GREEDY));
    }
    assertThat(tokens).hasSizeBetween(1, 3);
  }

  @Test
  void promptBeyondTheContextIsNamedWithBothNumbers(TensorEngine engine) {
    String prompt = "cat ".repeat(200).strip();
    try (Gemma3Model model = model(engine)) {
      GenerationRequest request = new GenerationRequest(prompt, 3, SamplingSettings.GREEDY);
      assertThatThrownBy(() -> generation(model, engine, request))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("200 tokens")
          .hasMessageContaining("context length is 64");
    }
  }

  @Test
  void aTextInTwoPartsIsTheTextInOne(TensorEngine engine) {
    GenerationRequest request = request(12);
    try (Gemma3Model model = model(engine)) {
      write(model, engine, request);
      List<GeneratedToken> whole = List.copyOf(tokens);
      List<Integer> firstHalf = whole.stream().limit(6).map(GeneratedToken::id).toList();
      tokens.clear();
      write(model, engine, request.after(PROMPT, firstHalf));
      assertThat(tokens.stream().limit(6).map(GeneratedToken::id).toList())
          .isEqualTo(whole.stream().skip(6).map(GeneratedToken::id).toList());
      assertThat(tokens.get(5).probability()).isCloseTo(whole.get(11).probability(), within(1e-6));
    }
  }

  @Test
  void theCacheChangesTheTimeAndNotTheText(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      write(model, engine, request(20));
      List<GeneratedToken> cached = List.copyOf(tokens);
      tokens.clear();
      write(model, engine, request(20).with(GenerationRequest.CacheMode.ANEW));
      assertThat(tokens).hasSameSizeAs(cached);
      for (int i = 0; i < cached.size(); i++) {
        assertThat(tokens.get(i).id()).isEqualTo(cached.get(i).id());
        assertThat(tokens.get(i).probability())
            .isCloseTo(cached.get(i).probability(), within(1e-6));
      }
    }
  }

  @Test
  void aStopTextThatSpansTokensEndsTheTextAndStays(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      write(model, engine, request(20));
      String third = tokens.get(2).text();
      String stop = tokens.get(1).text().substring(tokens.get(1).text().length() - 1) + third;
      tokens.clear();
      GenerationRequest request = request(20).withStopTexts(List.of("never", stop));
      assertThat(write(model, engine, request)).isEqualTo(FinishReason.STOP_STRING);
      assertThat(tokens).hasSize(3);
      assertThat(tokens.get(2).text()).isEqualTo(third);
    }
  }

  @Test
  void logitsOfAPlaceAreThoseItWasChosenBy(TensorEngine engine) {
    List<float[]> heard = new ArrayList<>();
    try (Gemma3Model model = model(engine);
        Generation generation =
            Generation.withLogits(
                model,
                engine.kernels(),
                TOKENIZER,
                request(3),
                (token, logits) -> {
                  tokens.add(token);
                  heard.add(logits);
                })) {
      slices(generation, 2);
      int[] ids = Generation.ids(model, TOKENIZER, PROMPT, List.of(tokens.get(0).id()));
      float[] again = Generation.logitsAfter(model, engine.kernels(), ids);
      assertThat(again).containsExactly(heard.get(1), within(1e-4f));
    }
  }

  @Test
  void tokensLeaveNoTensorsBehind(TensorEngine engine) {
    try (Gemma3Model model = model(engine);
        Generation generation = generation(model, engine, request(50))) {
      slices(generation, 3);
      int after3 = arrays(model, engine);
      slices(generation, 27);
      assertThat(arrays(model, engine)).isEqualTo(after3);
    }
  }

  @Test
  void endedTextFreesItsCache(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      int before = model.manager().getManagedArrays().size();
      write(model, engine, request(3));
      assertThat(model.manager().getManagedArrays()).hasSize(before);
    }
  }

  private List<Integer> ids(TensorEngine engine, SamplingSettings settings) {
    tokens.clear();
    try (Gemma3Model model = model(engine)) {
      write(model, engine, new GenerationRequest(PROMPT, 20, settings));
    }
    return tokens.stream().map(GeneratedToken::id).toList();
  }

  private FinishReason write(Gemma3Model model, TensorEngine engine, GenerationRequest request) {
    try (Generation generation = generation(model, engine, request)) {
      boolean more = true;
      while (more) {
        more = generation.runSlice();
      }
      return java.util.Objects.requireNonNull(generation.end());
    }
  }

  private static void slices(Generation generation, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(generation.runSlice()).isTrue();
    }
  }

  private static int arrays(Gemma3Model model, TensorEngine engine) {
    return model.manager().getManagedArrays().size() + engine.kernels().managedArrays();
  }

  private Generation generation(Gemma3Model model, TensorEngine engine, GenerationRequest request) {
    return new Generation(model, engine.kernels(), TOKENIZER, request, tokens::add);
  }

  private static GenerationRequest request(int maxTokens) {
    return new GenerationRequest(PROMPT, maxTokens, new SamplingSettings(1, null, null, 5L));
  }

  private static Gemma3Model model(TensorEngine engine) {
    return TinyModels.random(engine, TinyModels.config(TOKENIZER.size(), CONTEXT, 8));
  }
}
