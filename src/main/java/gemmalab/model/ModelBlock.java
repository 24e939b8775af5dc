package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A DJL block that maps one tensor to one tensor and names its weights as Hugging Face does. DJL's
 * own names begin with a counter, which no checkpoint has.
 */
public abstract class ModelBlock extends AbstractBlock {

  /** Key under which DJL callers pass the {@link ForwardPass} of a call. */
  public static final String PASS = "pass";

  private final Map<String, Weight> ownWeights = new LinkedHashMap<>();
  private final Map<String, ModelBlock> ownChildren = new LinkedHashMap<>();

  /** Computes the output of the block. */
  public abstract NDArray forward(NDArray x, ForwardPass pass);

  /** All weights of this block and those below, by dotted name, in the order of the module tree. */
  public final Map<String, Weight> namedWeights() {
    Map<String, Weight> all = new LinkedHashMap<>(ownWeights);
    ownChildren.forEach(
        (name, child) ->
            child.namedWeights().forEach((inner, weight) -> all.put(name + "." + inner, weight)));
    return all;
  }

  protected final Weight weight(String name, long... shape) {
    Parameter parameter =
        addParameter(Parameter.builder().setName(name).setType(Parameter.Type.WEIGHT).build());
    Weight weight = new Weight(parameter, new Shape(shape));
    ownWeights.put(name, weight);
    return weight;
  }

  protected final <B extends ModelBlock> B child(String name, B block) {
    ownChildren.put(name, block);
    return addChildBlock(name, block);
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(forward(inputs.singletonOrThrow(), (ForwardPass) params.get(PASS)));
  }

  @Override
  public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    ownChildren.values().forEach(child -> child.initialize(manager, type, inputShapes));
  }

  @Override
  public boolean isInitialized() {
    return namedWeights().values().stream().allMatch(Weight::isSet);
  }

  /** A block keeps the shape of its input unless it says otherwise. */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }
}
