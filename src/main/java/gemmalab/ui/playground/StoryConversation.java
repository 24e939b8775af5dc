package gemmalab.ui.playground;

import gemmalab.app.Conversation;
import gemmalab.app.ModelWriter;
import gemmalab.app.OpenModel;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.StoryTree.StoryNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Turns the stories of one side into the answers of a conversation. The prompt of such a story is
 * all that was said before; so the branch on screen tells where the conversation goes on, also when
 * the user has gone back to an earlier one.
 */
final class StoryConversation {

  private final ModelWriter service;
  private final Map<String, Conversation> asked = new HashMap<>(); // by their prompts
  private final BooleanProperty on = new SimpleBooleanProperty();
  private final ReadOnlyIntegerWrapper dropped = new ReadOnlyIntegerWrapper();

  StoryConversation(ModelWriter service) {
    this.service = service;
  }

  /** Whether a prompt is the user's next turn. */
  BooleanProperty on() {
    return on;
  }

  /** How many of the oldest turns the model no longer reads. */
  ReadOnlyIntegerProperty dropped() {
    return dropped.getReadOnlyProperty();
  }

  /**
   * What is to be written: as ordered, or the answer to the order's prompt.
   *
   * @param shown the end of the branch on screen
   * @throws gemmalab.text.GemmaException if the model cannot take turns
   */
  GenerationRequest next(GenerationRequest order, OpenModel model, StoryNode shown) {
    if (!on.get()) {
      dropped.set(0);
      return order;
    }
    Conversation before = asked.get(shown.prompt());
    Conversation now =
        (before == null ? Conversation.with(model, "") : before.answer(answer(shown)))
            .user(order.prompt())
            .within(service, model, order.maxTokens());
    dropped.set(now.dropped());
    asked.put(now.prompt(), now);
    return order.after(now.prompt(), List.of());
  }

  private static String answer(StoryNode shown) {
    return shown.tokens().stream().map(GeneratedToken::text).collect(Collectors.joining());
  }
}
