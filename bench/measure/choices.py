"""Options that several benchmarks have."""

import os

from .work_folder import ROOT


def add(parser, rounds, limit):
    """Rounds (`rounds` says what each begins with), work folder, program, longest step in seconds, and whether the folder stays."""
    parser.add_argument("--rounds", type=int, default=3, help=f"each with {rounds}; the median counts (default: 3)")
    parser.add_argument("--work", metavar="DIR", help="works in a new folder in DIR (default: .build/bench in the project)")
    parser.add_argument("--holdfast", default=os.path.join(ROOT, "holdfast"), metavar="PROGRAM", help="default: the one of this project, built first")
    parser.add_argument("--limit", type=int, default=limit, metavar="SECONDS", help=f"longest that one step may take (default: {limit})")
    parser.add_argument("--keep", action="store_true", help="leaves the work folder")
