namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Whether the logs that are there make a database consistent.</summary>
/// <param name="Problems">Why they do not; empty: they do.</param>
/// <param name="Notes">What will be missing of the last changes, though the database becomes consistent.</param>
/// <param name="First">First generation of the unbroken sequence that holds what is required; 0 where there is none.</param>
/// <param name="Last">Its last: a replay ends there.</param>
public sealed record EseLogChain(IReadOnlyList<string> Problems, IReadOnlyList<string> Notes, int First, int Last)
{
    private const int Listed = 10;

    public bool IsReplayable => Problems.Count == 0;

    /// <param name="logs">In any order; foreign ones are told.</param>
    public static EseLogChain Of(EseHeader database, IEnumerable<EseLogFile> logs)
    {
        var (problems, notes) = (new List<string>(), new List<string>());
        var own = Sorted(database.Log, logs, problems);
        var breaks = Breaks(own);
        var (first, last) = Run(own, breaks, database.NeedsLogs ? database.LastRequired : own.Count > 0 ? own[^1].Header.Generation : 0);
        if (database.NeedsLogs)
        {
            if (database.FirstRequired <= 0 || database.LastRequired < database.FirstRequired)
                problems.Add($"The database was in use, and its header names no logs that it needs ({database.FirstRequired} to {database.LastRequired}).");
            else if (first == 0 || first > database.FirstRequired)
                problems.Add($"The database needs the logs {database.FirstRequired:X} to {database.LastRequired:X}; without a gap there {(first == 0 ? "are none of them" : $"are {first:X} to {last:X}")}.");
            else
                problems.AddRange(breaks.Where(after => after.Before >= database.FirstRequired).Select(after => after.Text).Take(Listed));
            if (database.LastCommitted > last && last > 0) notes.Add($"Logs up to {database.LastCommitted:X} hold changes of the database, and {last:X} is the last that is there.");
        }
        else
        {
            problems.AddRange(breaks.Select(after => after.Text).Take(Listed));
        }
        return new EseLogChain(problems, notes, first, last);
    }

    private static List<EseLogFile> Sorted(EseSignature signature, IEnumerable<EseLogFile> logs, List<string> problems)
    {
        var own = new List<EseLogFile>();
        foreach (var log in logs.OrderBy(log => log.Header.Generation))
        {
            if (log.Header.Signature == signature) own.Add(log);
            else if (problems.Count < Listed) problems.Add($"Log {log.Name} belongs to other logs than the database: signature {log.Header.Signature}, and not {signature}.");
        }
        return own;
    }

    /// <summary>Places where the next log does not follow.</summary>
    /// <param name="own">In order, of one sequence.</param>
    internal static List<(int Before, string Text)> Breaks(IReadOnlyList<EseLogFile> own)
    {
        var breaks = new List<(int, string)>();
        foreach (var (one, next) in own.Zip(own.Skip(1)))
        {
            var (before, after) = (one.Header, next.Header);
            if (after.Generation == before.Generation) breaks.Add((after.Generation, $"{one.Name} and {next.Name} are both log {after.Generation:X}."));
            else if (after.Generation - before.Generation > 1) breaks.Add((before.Generation, $"Between the logs {before.Generation:X} and {after.Generation:X} there are {after.Generation - before.Generation - 1} missing."));
            else if (after.Previous != before.Created) breaks.Add((before.Generation, $"Log {next.Name} does not follow {one.Name}: it was begun after another log {before.Generation:X}."));
        }
        return breaks;
    }

    /// <summary>The unbroken sequence that holds a generation.</summary>
    private static (int First, int Last) Run(List<EseLogFile> own, List<(int Before, string Text)> breaks, int generation)
    {
        if (!own.Exists(log => log.Header.Generation == generation)) return (0, 0);
        var generations = own.ConvertAll(log => log.Header.Generation);
        var first = generations.Where(number => number > breaks.Where(gap => gap.Before < generation).Select(gap => gap.Before).DefaultIfEmpty(int.MinValue).Max()).Min();
        var last = generations.Where(number => number <= breaks.Where(gap => gap.Before >= generation).Select(gap => gap.Before).DefaultIfEmpty(int.MaxValue).Min()).Max();
        return (first, last);
    }
}
