package gemmalab.app;

import gemmalab.text.GemmaException;
import gemmalab.tokenizer.gemma.ChatTemplate;
import gemmalab.tokenizer.gemma.ChatTemplate.Role;
import gemmalab.tokenizer.gemma.ChatTemplate.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation with a model: what was said by turns, and the prompt that the model reads of it.
 * It never changes; each turn makes another one.
 *
 * @param system how the model is to answer; empty if nothing is said of that
 * @param turns user and model by turns
 * @param dropped turns from the beginning that no longer fit the context
 */
public record Conversation(String system, List<Turn> turns, int dropped) {

  public Conversation {
    turns = List.copyOf(turns);
  }

  /**
   * Begins a conversation.
   *
   * @throws GemmaException if the model's tokenizer has no tokens for turns
   */
  public static Conversation with(OpenModel model, String system) {
    if (!model.takesTurns()) {
      throw new GemmaException("error.chat.noTurns", model.name());
    }
    return new Conversation(system, List.of(), 0);
  }

  /** What the user says next. */
  public Conversation user(String text) {
    return and(new Turn(Role.USER, text));
  }

  /** What the model answered. */
  public Conversation answer(String text) {
    return and(new Turn(Role.MODEL, text));
  }

  /**
   * The same with room for an answer: the oldest turns are dropped, two by two, until prompt and
   * answer fit the context, or the answer has half of it. The last turn always stays.
   *
   * @param answerTokens of the longest answer
   */
  public Conversation within(ModelWriter writer, OpenModel model, int answerTokens) {
    int context = model.config().maxPositionEmbeddings();
    int most = context - Math.min(answerTokens, context / 2);
    Conversation shorter = this;
    while (shorter.turns.size() > 2 && writer.tokens(model, shorter.prompt()).length > most) {
      shorter =
          new Conversation(
              system, shorter.turns.subList(2, shorter.turns.size()), shorter.dropped + 2);
    }
    return shorter;
  }

  /** The text that the model goes on with, once the user has said something. */
  public String prompt() {
    return ChatTemplate.prompt(system, turns);
  }

  private Conversation and(Turn turn) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(turn);
    return new Conversation(system, more, dropped);
  }
}
