package gemmalab.data.stories;

/** Who can play in a plot. Children and animals do not mix among the named characters. */
enum Cast {
  CHILDREN,
  ANIMALS,
  ANYONE
}
