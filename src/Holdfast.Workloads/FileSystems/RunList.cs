namespace Holdfast.Workloads.FileSystems;

/// <summary>Gathers the runs of a file in their order; neighbors become one.</summary>
internal sealed class RunList
{
    /// <summary>A file in more pieces is more than the memory that is given to one.</summary>
    private const int Most = 1_000_000;

    private readonly List<Run> runs = [];

    public IReadOnlyList<Run> Runs => runs;

    /// <summary>The first byte of the file behind the runs.</summary>
    public long End => runs.Count == 0 ? 0 : runs[^1].End;

    /// <param name="run">Not before <see cref="End"/>.</param>
    /// <exception cref="NotSupportedException">The file has too many pieces.</exception>
    public void Add(Run run)
    {
        if (runs.Count > 0 && Continues(runs[^1], run)) runs[^1] = runs[^1] with { Length = runs[^1].Length + run.Length };
        else if (runs.Count < Most) runs.Add(run);
        else throw new NotSupportedException($"The file lies in more than {Most} pieces.");
    }

    private static bool Continues(Run last, Run next) => last.End == next.Position && (next.IsHole ? last.IsHole : !last.IsHole && last.Offset + last.Length == next.Offset);
}
