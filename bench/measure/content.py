"""Content by seed: incompressible bytes, and text of words that are as unevenly frequent as in a language."""

import array
import random


def vocabulary(distinct=8000, slots=65536):
    """65,536 slots of words with what follows them: the word of rank r fills about 1/r as many slots as the first (Zipf)."""
    source = random.Random("vocabulary")
    syllables = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "ou", "st")]
    words = set()
    while len(words) < distinct:
        words.add("".join(source.choices(syllables, k=source.choice((1, 2, 2, 3, 3, 4)))))
    ranked = sorted(words, key=lambda word: (len(word), word))
    harmonic = sum(1 / rank for rank in range(1, distinct + 1))
    filled = []
    for rank, word in enumerate(ranked, 1):
        filled += [word] * max(1, int(slots / harmonic / rank))
    filled = (filled + ranked)[:slots] if len(filled) < slots else filled[:slots]
    after = [" "] * 20 + [", ", ".\n", " ", ". "]
    return [(word + source.choice(after)).encode("ascii") for word in filled]


class Content:
    """Two endless streams of one seed. Each byte is made once, so that nothing repeats but by chance."""

    def __init__(self, seed, words):
        self._source = random.Random(seed)
        self._words = words

    def incompressible(self, length):
        return self._source.randbytes(length)

    def text(self, length):
        pieces, have = [], 0
        while have < length:
            # The words are 6 bytes long on average: nearly always one round.
            indexes = array.array("H", self._source.randbytes(2 * ((length - have) // 5 + 16)))
            piece = b"".join(map(self._words.__getitem__, indexes))
            pieces.append(piece)
            have += len(piece)
        return b"".join(pieces)[:length]

    def size(self, least, most):
        return self._source.randint(least, most)
