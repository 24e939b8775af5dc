package gemmalab.inspect.stage;

/**
 * The share of a logit that one unit of a feed-forward network has.
 *
 * @param unit from 0 to F - 1
 * @param activation GELU(gate) · up of the unit
 * @param value its share of the logit
 */
public record UnitShare(int unit, double activation, double value) {}
