"""What the data set of bench/compare consists of."""

from dataclasses import dataclass

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True)
class Shape:
    total: int          # bytes to reach, with /usr/share as far as it goes
    large_files: int    # of each kind: incompressible, text
    large_bytes: int    # of each of them
    small_files: int    # of SMALL_LEAST to SMALL_MOST bytes, every other one text
    small_folders: int
    copied_large: int   # of each kind, copied
    copied_folders: int


SMALL_LEAST, SMALL_MOST = 1 * KIB, 16 * KIB

SHAPES = {
    "full": Shape(1024 * MIB, 8, 32 * MIB, 20_000, 200, 1, 100),
    "small": Shape(128 * MIB, 4, 8 * MIB, 2_500, 25, 1, 12),
}
