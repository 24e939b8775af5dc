package gemmalab.data.stories;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words that can stand in for each other. A list equals only itself. */
final class WordList {

  private final String name;
  private final List<String> attributeNames;
  private final List<Word> words;
  private final Map<String, Integer> indexes;
  private final List<Odds> oddsAmong;

  WordList(String name, List<String> attributeNames, List<Word> words) {
    this.name = name;
    this.attributeNames = List.copyOf(attributeNames);
    this.words = List.copyOf(words);
    indexes =
        IntStream.range(0, words.size())
            .boxed()
            .collect(Collectors.toMap(index -> words.get(index).text(), index -> index));
    oddsAmong = IntStream.rangeClosed(0, words.size()).mapToObj(Odds::even).toList();
  }

  String name() {
    return name;
  }

  /** What {@link Word#attributes} are, in their order. */
  List<String> attributeNames() {
    return attributeNames;
  }

  List<Word> words() {
    return words;
  }

  /** Where a word stands that is written so; -1 if there is none. */
  int indexOf(String text) {
    return indexes.getOrDefault(text, -1);
  }

  /** Even odds among as many words as a story has left over. */
  Odds oddsAmong(int free) {
    return oddsAmong.get(free);
  }
}
