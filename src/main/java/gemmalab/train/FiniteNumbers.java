package gemmalab.train;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON has no NaN or infinity, which the loss of a diverged run may be: null stands for both and is
 * read as NaN. Earlier versions wrote {@code NaN}, which is read too.
 */
final class FiniteNumbers extends TypeAdapter<Double> {

  @Override
  public void write(JsonWriter out, @Nullable Double value) throws IOException {
    if (value == null || !Double.isFinite(value)) {
      out.nullValue();
    } else {
      out.value(value);
    }
  }

  @Override
  public Double read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return Double.NaN;
    }
    return in.nextDouble();
  }
}
