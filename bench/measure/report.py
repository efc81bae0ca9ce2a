"""The tables in Markdown."""

import json
import os

from .results import MEASURES, STEPS
from .targets import PEAK_MIB, TARGETS
from .work_folder import ROOT, say

OURS = "holdfast"


def table(header, rows):
    yield "| " + " | ".join(header) + " |"
    yield "|" + "|".join("---" if number == 0 else "--:" for number in range(len(header))) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def facts(described):
    return [f"- {name}: {value}" for name, value in described.items()]


def figure(results, tool, step, measure):
    every = results.all(tool, step, measure)
    if not every:
        return "–"
    shape = "{:.0f}" if measure == "peak" else "{:.1f}" if measure == "size" else "{:.2f}"
    middle = shape.format(results.median(tool, step, measure))
    return middle if len(every) == 1 else f"{middle} ({shape.format(min(every))}–{shape.format(max(every))})"


def ratio(value):
    return "–" if value is None else f"{value:.2f}"


def measured(results, tools):
    peers = [tool for tool in tools if tool != OURS] if OURS in tools else []
    rows = []
    for step, label in STEPS.items():
        for measure, unit in MEASURES.items():
            if any(results.all(tool, step, measure) for tool in tools):
                rows.append([f"{label}, {unit}", *(figure(results, tool, step, measure) for tool in tools),
                             *(ratio(results.ratio(OURS, peer, step, measure)) for peer in peers)])
    return table(["", *tools, *(f"{OURS} / {peer}" for peer in peers)], rows)


def verdict(value, most):
    # The figure is compared as it is, not as it is rounded for print.
    return "–" if value is None else "pass" if value <= most else "**fail**"


def reached(results, tools):
    peers = [tool for tool in tools if tool != OURS]
    rows = []
    for target in TARGETS:
        row = [target.label]
        for peer in peers:
            value, most = results.ratio(OURS, peer, target.step, target.measure), getattr(target, peer)
            row += [f"≤ {most:.2f}", f"{value:.3f}" if value is not None else "–", verdict(value, most)]
        rows.append(row)
    yield from table(["", *(cell for peer in peers for cell in (f"target / {peer}", "measured", ""))], rows)
    peak = results.median(OURS, "first", "peak")
    yield ""
    yield f"Peak memory of the server in the first backup: {peak:.0f} MiB, target ≤ {PEAK_MIB} MiB: {verdict(peak, PEAK_MIB)}."


def comparison(results, tools, described, notes):
    lines = ["## Holdfast beside restic and borg" if OURS in tools else f"## {' and '.join(tools)}", "", *facts(described), "", *notes, ""]
    lines += measured(results, tools)
    if OURS in tools and len(tools) > 1:
        lines += ["", "### Targets", "", *reached(results, tools)]
    return "\n".join(lines) + "\n"


def save(name, text, figures):
    """Keeps the report, and every single figure, in .build/bench."""
    folder = os.path.join(ROOT, ".build", "bench")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, f"{name}.md"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(folder, f"{name}.json"), "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
    say(f"saved: {os.path.join(folder, name)}.md and .json")
