package gemmalab.data.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request and what came of it, written to the part as it comes. It goes on where the part ends
 * if the server still has the same version, and from the beginning otherwise.
 */
final class Attempt implements BodyHandler<Void> {

  static final int OK = 200;
  static final int PARTIAL = 206;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private final PartFile part;
  private volatile long start;
  private volatile long received;
  private volatile OptionalLong total = OptionalLong.empty();
  private boolean abandoned;

  Attempt(PartFile part, long start) {
    this.part = part;
    this.start = start;
  }

  /** Bytes that were there before this attempt, and that it goes on from. */
  long start() {
    return start;
  }

  /** Bytes that came with this attempt. */
  long received() {
    return received;
  }

  /** Bytes of the whole file, as the answer says. */
  OptionalLong total() {
    return total;
  }

  /** Nothing that still comes is written. */
  synchronized void abandon() {
    abandoned = true;
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo answer) {
    try {
      return switch (answer.statusCode()) {
        case OK -> fromTheBeginning(answer.headers());
        case PARTIAL -> goingOn(answer.headers());
        default -> BodySubscribers.discarding(); // the caller looks at the status
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BodySubscriber<Void> fromTheBeginning(HttpHeaders headers) throws IOException {
    start = 0;
    total = total(OK, headers);
    // Only a strong tag promises that the bytes are the same.
    part.restart(headers.firstValue("ETag").filter(tag -> tag.startsWith("\"")));
    return writing();
  }

  private BodySubscriber<Void> goingOn(HttpHeaders headers) throws IOException {
    Matcher range = contentRange(headers);
    if (!range.matches() || number(range.group(1)).orElse(-1) != start) {
      part.restart(Optional.empty());
      throw new IOException("the server sent another range than was asked for");
    }
    total = total(PARTIAL, headers);
    return writing();
  }

  private BodySubscriber<Void> writing() {
    return BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(this::write));
  }

  private synchronized void write(byte[] bytes) {
    if (abandoned) {
      return;
    }
    try {
      part.append(bytes);
      received += bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of the file where the server names it, as Hugging Face does when it redirects. */
  static Optional<String> sha256(HttpResponse<?> answer) {
    return named(answer, "X-Linked-ETag")
        .map(tag -> tag.replace("\"", ""))
        .filter(tag -> tag.matches("[0-9a-f]{64}"));
  }

  /** Bytes of the whole file, where the server says so. */
  static OptionalLong size(HttpResponse<?> answer) {
    Optional<String> linked = named(answer, "X-Linked-Size");
    return linked.isPresent() ? number(linked.get()) : total(answer.statusCode(), answer.headers());
  }

  private static OptionalLong total(int status, HttpHeaders headers) {
    if (status == OK) {
      return headers.firstValue("Content-Length").map(Attempt::number).orElse(OptionalLong.empty());
    }
    Matcher range = contentRange(headers);
    return range.matches() && !range.group(2).equals("*")
        ? number(range.group(2))
        : OptionalLong.empty();
  }

  /** None if a server says what is no number of bytes. */
  private static OptionalLong number(String digits) {
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Matcher contentRange(HttpHeaders headers) {
    return CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
  }

  private static Optional<String> named(HttpResponse<?> answer, String header) {
    return answer
        .headers()
        .firstValue(header)
        .or(() -> answer.previousResponse().flatMap(earlier -> named(earlier, header)));
  }
}
