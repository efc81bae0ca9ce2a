"""Figures by tool, step and measure, one for each run."""

from statistics import median

STEPS = {"first": "first backup", "same": "no-change run", "changed": "1 % changed", "verify": "verify all data", "restore": "restore"}
MEASURES = {"cpu": "CPU s", "wall": "wall s", "peak": "peak MiB", "size": "repository MiB"}


class Results:
    def __init__(self):
        self._figures = {}

    def add(self, tool, step, measure, figure):
        self._figures.setdefault((tool, step, measure), []).append(figure)

    def add_sample(self, tool, step, sample):
        self.add(tool, step, "cpu", sample.cpu)
        self.add(tool, step, "wall", sample.wall)
        self.add(tool, step, "peak", sample.peak / (1 << 20))

    def all(self, tool, step, measure):
        return self._figures.get((tool, step, measure), [])

    def median(self, tool, step, measure):
        """None where it was not measured."""
        figures = self.all(tool, step, measure)
        return median(figures) if figures else None

    def ratio(self, tool, peer, step, measure):
        mine, other = self.median(tool, step, measure), self.median(peer, step, measure)
        return mine / other if mine is not None and other else None

    def as_list(self):
        return [
            {"tool": tool, "step": step, "measure": measure, "figures": [round(figure, 4) for figure in figures]}
            for (tool, step, measure), figures in self._figures.items()]
