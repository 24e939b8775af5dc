package gemmalab.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line of the log, the same in every language: when, how bad, who says what; then the fault. */
final class LogLine extends Formatter {

  @Override
  public String format(LogRecord record) {
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text);
    lines.println(
        String.join(
            " ",
            record.getInstant().toString(),
            record.getLevel().getName(),
            record.getLoggerName() + ":",
            formatMessage(record)));
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(lines);
    }
    lines.flush();
    return text.toString();
  }
}
