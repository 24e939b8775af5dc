package gemmalab.train.tensorboard;

import gemmalab.train.TrainEvent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** The records of a TensorBoard file: its beginning, then those of each event. */
final class EventRecords {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private EventRecords() {}

  /** Where a file begins whose first event is this one. */
  static byte[] beginning(TrainEvent first, Instant when) {
    EventRecords records = new EventRecords();
    records.add(EventMessages.fileVersion(when));
    records.add(EventMessages.start(when, firstStep(first)));
    return records.bytes.toByteArray();
  }

  /** What an event tells; nothing if TensorBoard has no place for it. */
  static byte[] of(TrainEvent event, Instant when) {
    EventRecords records = new EventRecords();
    int number = event.step();
    if (event instanceof TrainEvent.Step step) {
      records.add(EventMessages.scalar(when, number, "loss/train", step.trainLoss()));
      records.add(EventMessages.scalar(when, number, "learning_rate", step.learningRate()));
      records.add(EventMessages.scalar(when, number, "gradient_norm", step.gradNorm()));
      records.add(EventMessages.scalar(when, number, "tokens_per_second", step.tokensPerSecond()));
    } else if (event instanceof TrainEvent.Evaluated evaluated) {
      records.add(EventMessages.scalar(when, number, "loss/validation", evaluated.valLoss()));
    } else if (event instanceof TrainEvent.Sampled sampled) {
      records.add(EventMessages.text(when, number, "sample", sampled.text()));
    }
    return records.bytes.toByteArray();
  }

  /** A run that goes on says first where its checkpoint was; it tells again what came after. */
  private static int firstStep(TrainEvent first) {
    return first instanceof TrainEvent.Saved ? first.step() + 1 : first.step();
  }

  private void add(byte[] message) {
    bytes.writeBytes(TfRecord.of(message));
  }
}
