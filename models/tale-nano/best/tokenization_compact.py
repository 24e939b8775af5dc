"""GPT-2's tokenizer with a compact vocabulary, for transformers.

    tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=True)

A tokenizer.json cannot say it: a text is split into all of GPT-2's tokens first; then a token
that is not in the vocabulary is spelled in its bytes.

    GPT-2       "The"  " quay"
    compact     "The"  " " "q" "u" "a" "y"
"""

import json
import os
import shutil

from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import AddedToken, PreTrainedTokenizer

END_OF_TEXT = "<|endoftext|>"
VOCABULARY = "vocabulary.json"
MERGES = "merges.txt"


def visible_bytes():
    """The character that stands for each byte in GPT-2's notation; a space is "Ġ"."""
    shown = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in shown]
    return {byte: chr(byte) for byte in shown} | {byte: chr(256 + i) for i, byte in enumerate(hidden)}


class CompactTokenizer(PreTrainedTokenizer):
    vocab_files_names = {"vocabulary_file": VOCABULARY, "merges_file": MERGES}
    model_input_names = ["input_ids", "attention_mask"]

    def __init__(self, vocabulary_file, merges_file, bos_token=END_OF_TEXT, eos_token=END_OF_TEXT, **kwargs):
        self.vocabulary_file, self.merges_file = vocabulary_file, merges_file
        with open(merges_file, encoding="utf-8") as file:
            merges = [tuple(line.split()) for line in file.read().splitlines()[1:]]
        characters = visible_bytes()
        self.bytes = {character: byte for byte, character in characters.items()}
        # GPT-2's ids: the bytes, then what each merge makes, then the end of a text
        gpt2 = [*characters.values(), *(left + right for left, right in merges), END_OF_TEXT]
        with open(vocabulary_file, encoding="utf-8") as file:
            self.tokens = [gpt2[i] for i in json.load(file)["gpt2_token_ids"]]
        self.ids = {token: i for i, token in enumerate(self.tokens)}
        ranks = {token: i for i, token in enumerate(gpt2)}
        self.gpt2 = Tokenizer(models.BPE(ranks, merges))
        self.gpt2.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        kwargs.setdefault("clean_up_tokenization_spaces", False)
        super().__init__(bos_token=special(bos_token), eos_token=special(eos_token), **kwargs)

    @property
    def vocab_size(self):
        return len(self.tokens)

    def get_vocab(self):
        return self.ids | self.added_tokens_encoder

    def _tokenize(self, text, **kwargs):
        for token in self.gpt2.encode(text, add_special_tokens=False).tokens:
            yield from [token] if token in self.ids else token

    def _convert_token_to_id(self, token):
        return self.ids.get(token)

    def _convert_id_to_token(self, index):
        return self.tokens[index]

    def convert_tokens_to_string(self, tokens):
        text = b""
        for token in tokens:
            text += token.encode() if token == END_OF_TEXT else bytes(self.bytes[c] for c in token)
        return text.decode("utf-8", errors="replace")

    def save_vocabulary(self, save_directory, filename_prefix=None):
        prefix = filename_prefix + "-" if filename_prefix else ""
        saved = []
        for name, source in ((VOCABULARY, self.vocabulary_file), (MERGES, self.merges_file)):
            saved.append(os.path.join(save_directory, prefix + name))
            if os.path.abspath(source) != os.path.abspath(saved[-1]):
                shutil.copyfile(source, saved[-1])
        return tuple(saved)


def special(token):
    """A token that is found in a text before anything else, with the spaces around it left alone."""
    return AddedToken(token, special=True, normalized=False) if isinstance(token, str) else token
