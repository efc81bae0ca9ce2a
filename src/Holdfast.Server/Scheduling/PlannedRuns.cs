namespace Holdfast.Server.Scheduling;

/// <summary>What came of a due time, in words for whoever looks at the group.</summary>
internal sealed class StartedRuns
{
    private const int MostReasons = 5;
    private readonly List<string> skipped = [];

    internal int Queued { get; set; }

    internal void Skip(string member, string reason) => skipped.Add($"{member} ({reason})");

    public override string ToString()
    {
        var text = Queued == 1 ? "1 job queued" : $"{Queued} jobs queued";
        if (skipped.Count == 0) return text;
        return $"{text}, {skipped.Count} skipped: {string.Join(", ", skipped.Take(MostReasons))}{(skipped.Count > MostReasons ? ", …" : "")}";
    }
}
