package gemmalab.data.stories;

import java.util.List;

/**
 * A kind of story.
 *
 * @param slots the named characters first, main character before all
 * @param thing the slot of the object that returns at the end
 */
record Plot(String name, Cast cast, List<Slot> slots, Slot thing, Part body) {

  Plot {
    slots = List.copyOf(slots);
  }
}
