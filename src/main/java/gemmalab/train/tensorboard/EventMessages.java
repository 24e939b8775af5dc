package gemmalab.train.tensorboard;

import java.time.Instant;

/**
 * What TensorBoard reads in a record: messages of the type {@code Event}
 * (tensorflow/core/util/event.proto, summary.proto).
 */
final class EventMessages {

  // fields of Event
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  // fields of SessionLog
  private static final int STATUS = 1;
  private static final int START = 1;

  // fields of Summary and Summary.Value
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;

  // fields of SummaryMetadata and its PluginData
  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;

  // fields of TensorProto
  private static final int DTYPE = 1;
  private static final int DT_STRING = 7;
  private static final int STRING_VAL = 8;

  private EventMessages() {}

  /** The first of a file. */
  static byte[] fileVersion(Instant when) {
    return event(when, 0).text(FILE_VERSION, "brain.Event:2").toBytes();
  }

  /** Tells TensorBoard to forget what other files say of this step and of later ones. */
  static byte[] start(Instant when, long step) {
    ProtoMessage log = new ProtoMessage().integer(STATUS, START);
    return event(when, step).message(SESSION_LOG, log).toBytes();
  }

  static byte[] scalar(Instant when, long step, String tag, double value) {
    ProtoMessage point = new ProtoMessage().text(TAG, tag).float32(SIMPLE_VALUE, (float) value);
    return summary(when, step, point);
  }

  static byte[] text(Instant when, long step, String tag, String text) {
    ProtoMessage plugin = new ProtoMessage().text(PLUGIN_NAME, "text");
    ProtoMessage tensor =
        new ProtoMessage().integer(DTYPE, DT_STRING).text(STRING_VAL, text); // of no dimension
    ProtoMessage point =
        new ProtoMessage()
            .text(TAG, tag)
            .message(TENSOR, tensor)
            .message(METADATA, new ProtoMessage().message(PLUGIN_DATA, plugin));
    return summary(when, step, point);
  }

  private static byte[] summary(Instant when, long step, ProtoMessage value) {
    return event(when, step).message(SUMMARY, new ProtoMessage().message(VALUE, value)).toBytes();
  }

  private static ProtoMessage event(Instant when, long step) {
    double seconds = when.getEpochSecond() + when.getNano() / 1e9;
    return new ProtoMessage().float64(WALL_TIME, seconds).integer(STEP, step);
  }
}
