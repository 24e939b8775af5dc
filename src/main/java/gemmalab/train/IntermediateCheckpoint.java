package gemmalab.train;

import java.nio.file.Path;

/**
 * A model from the middle of a run.
 *
 * @param step after which its weights were saved
 * @param validationLoss at that step, in nats/token
 * @param folder to open it from
 */
public record IntermediateCheckpoint(int step, double validationLoss, Path folder) {}
