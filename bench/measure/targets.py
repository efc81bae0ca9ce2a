"""What is to be reached (the README beside bench/compare says where it is from)."""

from dataclasses import dataclass

PEAK_MIB = 300  # resident memory of the server during the first backup


@dataclass(frozen=True)
class Target:
    label: str
    step: str
    measure: str
    restic: float  # holdfast's figure divided by the peer's is at most this
    borg: float


TARGETS = (
    Target("first backup, CPU", "first", "cpu", 0.15, 0.30),
    Target("first backup, wall", "first", "wall", 0.20, 0.25),
    Target("no-change run, wall", "same", "wall", 0.30, 0.20),
    Target("verify all data, CPU", "verify", "cpu", 0.20, 0.40),
    Target("restore, wall", "restore", "wall", 0.35, 0.45),
    Target("repository size", "first", "size", 1.02, 1.02),
)
