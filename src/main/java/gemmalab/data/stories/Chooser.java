package gemmalab.data.stories;

/** Decides wherever a story could go on in several ways. */
interface Chooser {

  /** The number of an option, below {@code odds.options()}. */
  int choose(Odds odds);
}
