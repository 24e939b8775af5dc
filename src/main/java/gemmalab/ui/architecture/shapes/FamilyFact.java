package gemmalab.ui.architecture.shapes;

import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.Locale;

/** What a printed tree does not tell, or tells only between the lines. */
enum FamilyFact {
  PARAMETERS,
  VOCABULARY,
  HEAD,
  LAYERS,
  HEADS,
  WINDOW,
  CONTEXT,
  ROPE;

  String key() {
    return "ui.families.fact." + name().toLowerCase(Locale.ROOT);
  }

  String of(GemmaConfig config, Texts texts) {
    return switch (this) {
      case PARAMETERS -> Numbers.whole(ModelModule.MODEL.parameters(config));
      case VOCABULARY -> Numbers.whole(config.vocabSize());
      case HEAD ->
          texts.format(
              config.tieWordEmbeddings() ? "ui.families.head.tied" : "ui.families.head.own");
      case LAYERS ->
          texts.format(
              "ui.families.layers",
              count(config, LayerType.SLIDING),
              count(config, LayerType.FULL));
      case HEADS ->
          config.numAttentionHeads() + " : " + config.numKeyValueHeads() + " × " + config.headDim();
      case WINDOW -> Numbers.whole(config.slidingWindow());
      case CONTEXT -> Numbers.whole(config.maxPositionEmbeddings());
      case ROPE ->
          Numbers.whole(Math.round(config.ropeLocalBase()))
              + " / "
              + Numbers.whole(Math.round(config.ropeGlobalBase()));
    };
  }

  private static long count(GemmaConfig config, LayerType type) {
    return config.layerTypes().stream().filter(each -> each == type).count();
  }
}
