package gemmalab.inspect.stage;

import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A small model with Hugging Face's numbers for two texts of token ids. */
public final class GoldenModel implements AutoCloseable {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final TensorEngine engine;
  private final Gemma3Model model;
  private final SafetensorsFile golden;

  public GoldenModel(TensorEngine engine, String name) {
    this.engine = engine;
    Path folder = GOLDEN.resolve(name);
    model = ModelFile.locate(folder).load(engine.newManager(ComputeDevice.CPU));
    golden = SafetensorsFile.open(folder.resolve("golden.safetensors"));
  }

  public Gemma3Model model() {
    return model;
  }

  /** Reads one of the two texts. */
  public Activations read(int row) {
    return read(row, Intervention.NONE);
  }

  /** Reads one of the two texts under a change to the model. */
  public Activations read(int row, Intervention intervention) {
    return pass().read(text(row), intervention);
  }

  public ActivationPass pass() {
    return new ActivationPass(model, engine.kernels(), new Numbers(model.config().vocabSize()));
  }

  public String text(int row) {
    return Arrays.stream(golden.intRows("input_ids")[row])
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** The part of a reference tensor that belongs to one of the two texts. */
  public float[] reference(String name, int row) {
    float[] both = golden.floats(name);
    return Arrays.copyOfRange(both, row * both.length / 2, (row + 1) * both.length / 2);
  }

  @Override
  public void close() {
    golden.close();
    model.close();
  }

  /** Texts of numbers, each of them a token. */
  private record Numbers(int size) implements Tokenizer {

    @Override
    public int[] encode(String text) {
      return text.isBlank()
          ? new int[0]
          : Arrays.stream(text.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public byte[] bytes(int id) {
      return (id + " ").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int endOfText() {
      return 1;
    }
  }
}
