"""The windows of a run: the same ones, in the same order, as Gemma Lab cuts from the same tokens.

Window i of the training data is row i % batch_size of micro-batch i // batch_size. A micro-batch is
drawn by its number alone, so how many processes share a step changes nothing.
"""

import functools
import mmap
from pathlib import Path

MASK = (1 << 64) - 1
SCATTER = 0xD1342543DE82EF95


class SplittableRandom:
    """Java's generator of that name (Steele, Lea and Flood 2014)."""

    def __init__(self, seed):
        self.seed = seed & MASK

    def next(self, bits):
        self.seed = (self.seed + 0x9E3779B97F4A7C15) & MASK
        z = self.seed
        if bits == 64:
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
            z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
            return z ^ z >> 31
        z = (z ^ z >> 33) * 0x62A9D9ED799705F5 & MASK
        return ((z ^ z >> 28) * 0xCB24D0A5C88C35B3 & MASK) >> 32

    def below(self, bound):
        """A number from 0 to bound - 1; 32 bits are drawn where they are enough."""
        bits = 32 if bound <= 0x7FFFFFFF else 64
        if bound & bound - 1 == 0:
            return self.next(bits) & bound - 1
        while True:
            drawn = self.next(bits) >> 1
            rest = drawn % bound
            if drawn - rest + bound <= 1 << bits - 1:  # else the low numbers would come too often
                return rest


def read_tokens(path):
    """Token ids of two bytes each, the low one first; the file stays on disk."""
    with open(path, "rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("H")


class Windows:
    """Cuts windows of block_size + 1 tokens: the inputs, and one more for the last target."""

    def __init__(self, folder, recipe):
        run = recipe["run"]
        self.batch = run["batch"]
        self.block = self.batch["block_size"]
        self.seed = run["seed"]
        self.end_of_text = recipe["end_of_text"]
        self.training = read_tokens(Path(folder) / "train.bin")
        self.validation = read_tokens(Path(folder) / "validation.bin")
        self.evaluation_batches = run["evaluation"]["batches"]
        self.drawn = functools.lru_cache(maxsize=64)(self._drawn)

    def training_window(self, index):
        size = self.batch["batch_size"]
        return self._cut(self.training, self.drawn(index // size)[index % size])

    def _drawn(self, number):
        """The places that a micro-batch draws in the training tokens."""
        random = SplittableRandom(SplittableRandom(self.seed + number * SCATTER).next(64))
        bound = len(self.training) - self.block
        return [random.below(bound) for _ in range(self.batch["batch_size"])]

    def validation_batches(self):
        """Windows at equal distances over all validation tokens, always the same."""
        size = self.batch["batch_size"]
        last = len(self.validation) - self.block - 1
        count = min(self.evaluation_batches * size, last // self.block + 1)
        places = [0 if count == 1 else last * i // (count - 1) for i in range(count)]
        windows = [self._cut(self.validation, place) for place in places]
        return [windows[i : i + size] for i in range(0, count, size)]

    def _cut(self, tokens, place):
        start = place
        if self.batch["window_start"] == "DOCUMENT":
            start = self._back_to_document(tokens, place)
        return list(tokens[start : start + self.block + 1])

    def _back_to_document(self, tokens, place):
        """Where the document of a token begins; every other time with the end of the one before."""
        reach = min(place, self.block - 1)
        for back in range(1, reach + 1):
            if tokens[place - back] == self.end_of_text:
                return place - back + (place & 1)
        return 0 if place < self.block else place
