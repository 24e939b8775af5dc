package gemmalab.checkpoint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void readsHuggingFacesNestedBases() {
    GemmaConfig config = ConfigJson.read(GOLDEN.resolve("hf_tiny_a/config.json"));
    assertThat(config.vocabSize()).isEqualTo(97);
    assertThat(config.layerTypes()).hasSize(6).endsWith(LayerType.FULL);
    assertThat(config.ropeBase(LayerType.SLIDING)).isEqualTo(10_000);
    assertThat(config.ropeBase(LayerType.FULL)).isEqualTo(1_000_000);
    assertThat(config.padTokenId()).isZero();
    assertThat(config.tieWordEmbeddings()).isFalse();
  }

  @Test
  void readsHuggingFacesFlatBases(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.remove("rope_parameters");
    json.addProperty("rope_theta", 500_000);
    json.addProperty("rope_local_base_freq", 20_000);
    GemmaConfig config = read(folder, json);
    assertThat(config.ropeBase(LayerType.FULL)).isEqualTo(500_000);
    assertThat(config.ropeBase(LayerType.SLIDING)).isEqualTo(20_000);
  }

  @Test
  void readsTheOriginalsKeys() {
    GemmaConfig config = ConfigJson.read(GOLDEN.resolve("seed_tiny/config.json"));
    assertThat(config.maxPositionEmbeddings()).isEqualTo(64);
    assertThat(config.numKeyValueHeads()).isEqualTo(1);
    assertThat(config.hiddenSize()).isEqualTo(32);
    assertThat(config.intermediateSize()).isEqualTo(64);
    assertThat(config.tieWordEmbeddings()).isFalse();
    assertThat(config.padTokenId()).isEqualTo(GemmaConfig.NO_PADDING);
  }

  @Test
  void twoBillionLayersAreNamed(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.remove("layer_types");
    json.addProperty("num_hidden_layers", 2_000_000_000);
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining("2,000,000,000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967393", "97.5", "18446744073709551713", "1e400000000", "\"many\""})
  void numberThatIsNoWholeOneOrTooLargeIsDamage(String number, @TempDir Path folder)
      throws IOException {
    JsonObject json = huggingFace();
    json.add("vocab_size", JsonParser.parseString(number));
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo("error.file.damaged"));
  }

  @Test
  void configurationThatIsNestedWithoutEndIsDamage(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), "{\"a\":" + "[".repeat(200_000));
    assertThatThrownBy(() -> ConfigJson.read(file)).isInstanceOf(GemmaException.class);
  }

  @Test
  void layersWithoutTypesFollowGemmasPattern(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.remove("layer_types");
    json.addProperty("num_hidden_layers", 7);
    assertThat(read(folder, json).layerTypes()).isEqualTo(GemmaConfig.fiveSlidingOneFull(7));
  }

  @Test
  void missingNumbersAreThoseOfTransformers(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.remove("query_pre_attn_scalar");
    json.remove("pad_token_id");
    assertThat(read(folder, json).queryPreAttnScalar()).isEqualTo(256);
    assertThat(read(folder, json).padTokenId()).isZero();
  }

  @Test
  void textPartOfAMultimodalModelIsRead(@TempDir Path folder) throws IOException {
    JsonObject text = new JsonObject();
    text.addProperty("model_type", "gemma3_text");
    text.addProperty("hidden_size", 2560);
    text.addProperty("intermediate_size", 10_240);
    text.addProperty("num_hidden_layers", 34);
    text.addProperty("sliding_window", 1024);
    text.add(
        "rope_scaling", JsonParser.parseString("{\"factor\": 8.0, \"rope_type\": \"linear\"}"));
    JsonObject json = new JsonObject();
    json.addProperty("model_type", "gemma3");
    json.addProperty("image_token_index", 262_144);
    json.add("text_config", text);
    GemmaConfig config = read(folder, json);
    assertThat(config.hiddenSize()).isEqualTo(2560);
    assertThat(config.vocabSize()).isEqualTo(262_208);
    assertThat(config.ropeFactor(LayerType.FULL)).isEqualTo(8);
    assertThat(config.ropeFactor(LayerType.SLIDING)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "use_bidirectional_attention, true",
    "hidden_activation, '\"relu\"'",
    "attention_bias, true",
    "model_type, '\"gemma2\"'",
    "rope_scaling, '{\"rope_type\": \"yarn\", \"factor\": 4}'",
    "rope_parameters, '{\"rope_type\": \"default\", \"partial_rotary_factor\": 0.5}'",
    "sliding_window, null",
    "num_experts, 8"
  })
  void keyThatChangesTheComputationIsRefusedByItsName(
      String key, String value, @TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.add(key, JsonParser.parseString(value));
    assertFault(folder, json, key);
  }

  @Test
  void everyPatternOfLayersIsComputed(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.remove("layer_types");
    json.addProperty("sliding_window_pattern", 2);
    assertThat(read(folder, json).layerTypes()).isEqualTo(GemmaConfig.alternating(6));
  }

  @Test
  void numberThatStandsThereTwiceMustBeTheSame(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.addProperty("n_layers", 7);
    assertFault(folder, json, "n_layers");
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void readsWhatItWrote(ModelPreset preset, @TempDir Path folder) throws IOException {
    Path path = folder.resolve("config.json");
    Files.writeString(
        path, ConfigWriter.write(preset.config(), new Gpt2Tokenizer(), NumberType.FLOAT32));
    assertThat(ConfigJson.read(path)).isEqualTo(preset.config());
  }

  @Test
  void wholeNumbersAreWrittenAsTransformersInsists() {
    assertThat(
            ConfigWriter.write(ModelPreset.NANO.config(), new Gpt2Tokenizer(), NumberType.FLOAT32))
        .contains("\"query_pre_attn_scalar\": 32,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocab_size", "head_dim", "num_hidden_layers", "sliding_window"})
  void missingKeyIsNamed(String key, @TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.remove(key);
    assertFault(folder, json, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attn_logit_softcapping", "final_logit_softcapping", "rope_scaling"})
  void whatGemma3HasNotIsNamed(String key, @TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.addProperty(key, 30);
    assertFault(folder, json, key);
  }

  @Test
  void unknownLayerTypeIsNamed(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.add("layer_types", JsonParser.parseString("[\"chunked_attention\"]"));
    json.addProperty("num_hidden_layers", 1);
    assertFault(folder, json, "chunked_attention");
  }

  @Test
  void wrongNumberOfLayerTypesIsNamed(@TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.addProperty("num_hidden_layers", 5);
    assertFault(folder, json, "6 layer_types, but num_hidden_layers is 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"many\"", "{}", "[1, 2]"})
  void valueOfAnotherKindIsADamagedFile(String value, @TempDir Path folder) throws IOException {
    JsonObject json = huggingFace();
    json.add("vocab_size", JsonParser.parseString(value));
    assertFault(folder, json, "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"vocab_size\": ", "12"})
  void textThatIsNoObjectIsADamagedFile(String text, @TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("config.json"), text);
    assertThatThrownBy(() -> ConfigJson.read(path))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(path.toString());
  }

  private static void assertFault(Path folder, JsonObject json, String inMessage) {
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(folder.resolve("config.json").toString())
        .hasMessageContaining(inMessage);
  }

  private static GemmaConfig read(Path folder, JsonObject json) throws IOException {
    return ConfigJson.read(Files.writeString(folder.resolve("config.json"), json.toString()));
  }

  private static JsonObject huggingFace() throws IOException {
    return JsonParser.parseString(Files.readString(GOLDEN.resolve("hf_tiny_a/config.json")))
        .getAsJsonObject();
  }
}
