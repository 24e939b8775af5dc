package gemmalab.data.stories;

import java.util.List;
import java.util.function.Function;

/** A piece of a template. */
sealed interface Part {

  void write(Draft draft);

  /** Words that are always the same. */
  record Literal(String text) implements Part {
    @Override
    public void write(Draft draft) {
      draft.append(text);
    }
  }

  /** What stands between two sentences or paragraphs, if there is something on both sides. */
  record Break(String text) implements Part {
    @Override
    public void write(Draft draft) {
      draft.breakWith(text);
    }
  }

  /** One after the other. */
  record Sequence(List<Part> parts) implements Part {
    @Override
    public void write(Draft draft) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).write(draft);
      }
    }
  }

  /** One of several, by chance. */
  record Alternatives(List<Part> parts, Odds odds) implements Part {
    @Override
    public void write(Draft draft) {
      parts.get(draft.choose(odds)).write(draft);
    }
  }

  /** {@code {thing}}: the word itself. */
  record Noun(Slot slot) implements Part {
    @Override
    public void write(Draft draft) {
      draft.append(draft.word(slot).text());
    }
  }

  /** {@code {hero.he}}: what the word's form decides. */
  record Pronoun(Slot slot, Function<Form, String> attribute) implements Part {
    @Override
    public void write(Draft draft) {
      draft.append(attribute.apply(draft.word(slot).form()));
    }
  }

  /** {@code {thing.play}}: what the word's list says of it. */
  record Attribute(Slot slot, int index) implements Part {
    @Override
    public void write(Draft draft) {
      draft.append(draft.word(slot).attributes().get(index));
    }
  }

  /** {@code {hero.kind}}: girl or boy, or the kind of animal. */
  record Kind(Slot slot, Slot animal) implements Part {
    @Override
    public void write(Draft draft) {
      draft.append(draft.animals() ? draft.word(animal).text() : draft.word(slot).form().child());
    }
  }

  /** {@code {a}}: a or an, as the next word asks. */
  record Article() implements Part {
    @Override
    public void write(Draft draft) {
      draft.article();
    }
  }

  /** {@code {thing.a}}: a or an for one thing, some for several. */
  record Some(Slot slot) implements Part {
    @Override
    public void write(Draft draft) {
      if (draft.word(slot).form() == Form.THEY) {
        draft.append(Form.SOME);
      } else {
        draft.article();
      }
    }
  }

  /** {@code {Thing}}: a capital letter for what follows. */
  record Capital(Part part) implements Part {
    @Override
    public void write(Draft draft) {
      draft.capitalizeNext();
      part.write(draft);
    }
  }
}
