"""Parts of bench/compare and bench/million-files. Python 3.9 or newer, standard library only."""
