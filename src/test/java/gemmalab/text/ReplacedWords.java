package gemmalab.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Words that have given way to a term of the field, and have no other use in texts for users.
 * {@link Glossary} has the terms.
 */
final class ReplacedWords {

  /** In English, as regular expressions between word boundaries. */
  private static final List<String> ENGLISH =
      List.of(
          // the model and its attention
          "(looks?|looked|looking) at",
          "looker",
          "even look",
          "(full|sliding) layers?",
          "(full|sliding) ones",
          "own window",
          "head size",
          "rotary positions?(?! embedding)",
          "feed-forward parts?",
          "tied head",
          "tokens known",
          "stream before",
          "(attention|feed-forward) adds",
          "(query|queries) asks?",
          "asks of",
          "believes?",
          "beliefs?",
          "guess(es)?",
          "final answer",
          "likeliest",
          "tempered",
          "after cuts",
          "the cuts",
          "knobs?",
          "stop texts?",
          "dice",
          // heads
          "switch(es|ed)? (it|this head|the head|that head|a head|them) off",
          "switch(es|ed)? off",
          "silenced?",
          "(is|the) worth",
          "worth of",
          "walls?",
          "habits?",
          "same word",
          // training
          "snapshots?",
          "along the run",
          "go(es)? on",
          "going on",
          "broke off",
          "breaks? off",
          "broken off",
          "warm-up",
          "by heart",
          "odd numbers",
          "floors?",
          "tests? every",
          "(nats|bits) an? (token|character)",
          "tokens a second",
          "(windows?|tokens) in a (micro-batch|window)",
          "golden",
          "foretells?",
          // the program
          "machines?",
          "(is|are) open",
          "open now",
          "doors?",
          "faces",
          "mend",
          "thrown away",
          "at work on",
          "make room",
          "(heavy|quick) compiler",
          "in one sitting",
          "live arrays?");

  private static final List<String> JAPANESE =
      List.of(
          "注意",
          "書き出[しすさせ]",
          "窓",
          "パラメーター",
          "メモリー",
          "フォルダ(?!ー)",
          "全体層",
          "全域層",
          "局所層",
          "スライディング層",
          "スライディング窓",
          "貪欲(?!法)",
          "最も確か",
          "最もありそう",
          "(?<![区打締途横踏仕間])切(る|って|った|り(?![替離]))",
          "問い(?!合わせ)",
          "鍵",
          "キー・値",
          "回転位置(?!埋め込み)",
          "対を回",
          "ヘッドの大きさ",
          "ヘッドの価値",
          "写し取",
          "休み",
          "目盛り",
          "^広がり$",
          "はっきりした型",
          "文例",
          "丸暗記",
          "終わりの言葉",
          "^(選び方|書き方)$",
          "でたらめ",
          "機械(?!学習)",
          "地図",
          "訓練",
          "nats",
          "[一二三四五六七八九]つ",
          "十分の一");

  private ReplacedWords() {}

  /** Those of a language. */
  static List<Pattern> of(Language language) {
    return language == Language.JAPANESE
        ? JAPANESE.stream().map(Pattern::compile).toList()
        : ENGLISH.stream()
            .map(words -> Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE))
            .toList();
  }
}
