package gemmalab.tokenizer.gemma;

import gemmalab.tokenizer.gemma.ScoredTokens.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the scores from which a tokenizer's merges follow: a token's is the rank of its first
 * merge, below 0. Merges of tokens that are found before any merging do not matter.
 */
record MergeScores(GemmaTokenizer.Tables tables, int endOfText) {

  private static final float NEVER = -Merges.MOST_MERGES;

  /** The tokens with their scores; empty if other merges follow from these. */
  Optional<ScoredTokens> tokens() {
    Vocabulary vocabulary = tables.vocabulary();
    int known = vocabulary.size();
    List<String> texts = new ArrayList<>();
    IntStream.range(0, known).mapToObj(vocabulary::text).forEach(texts::add);
    List<Kind> kinds = new ArrayList<>(Collections.nCopies(known, Kind.NORMAL));
    for (AddedToken token : tables.added()) {
      Kind kind = token.special() ? Kind.SPECIAL : Kind.WHOLE;
      if (token.id() < known) {
        kinds.set(token.id(), kind);
      } else {
        texts.add(token.content());
        kinds.add(kind);
      }
    }
    List<Float> scores = scores(texts.size());
    if (tables.encoding().isWholeFirst()
        || tables.prefix().size() > 1
        || !Arrays.equals(
            mattering(tables.encoding().merges(), kinds),
            mattering(ScoredMerges.of(vocabulary, scores), kinds))) {
      return Optional.empty();
    }
    OptionalInt first = tables.prefix().stream().mapToInt(id -> id).findFirst();
    return Optional.of(new ScoredTokens(texts, scores, kinds, first, OptionalInt.of(endOfText)));
  }

  private List<Float> scores(int size) {
    Float[] scores = new Float[size];
    Arrays.fill(scores, NEVER);
    Merges merges = tables.encoding().merges();
    for (int rank = merges.size() - 1; rank >= 0; rank--) {
      scores[merges.merged(rank)] = (float) -rank;
    }
    return Arrays.asList(scores);
  }

  private static long[] mattering(Merges merges, List<Kind> kinds) {
    long[] pairs = merges.pairs();
    return IntStream.range(0, pairs.length)
        .filter(rank -> kinds.get(merges.merged(rank)) == Kind.NORMAL)
        .mapToLong(rank -> pairs[rank])
        .toArray();
  }
}
