using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>One point of a database. Each holds all that its recovery needs.</summary>
internal sealed record HeldPoint(PointDocument Document, ExchangeState State)
{
    public string Id => Document.Id;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: it is not there or cannot be read; <see cref="WorkloadFault.NotPossible"/>: items, or a moment.</exception>
    public static HeldPoint Choose(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        if (ask.Items.Count > 0)
            throw new WorkloadException(WorkloadFault.NotPossible, "Single mailboxes are not taken out of a database by its backup.", "Recover it as a recovery database, and take them from there: New-MailboxRestoreRequest.");
        if (ask.Time is not null)
            throw new WorkloadException(WorkloadFault.NotPossible, "Exchange replays logs as a whole; a moment between two points cannot be recovered.", "Choose a point.");
        var chosen = ask.Point is { } id ? points.FirstOrDefault(point => point.Id == id) : points.MaxBy(point => point.Created);
        return chosen is not null ? Of(chosen) : throw new WorkloadException(WorkloadFault.NotRecoverable, ask.Point is null ? "There is no recovery point." : $"Point {ask.Point} is not there.", "Choose another point.");
    }

    public static HeldPoint Of(PointDocument point)
    {
        try
        {
            return new HeldPoint(point, ExchangeStateDocument.Read(point.Document.State));
        }
        catch (MalformedDataException malformed)
        {
            throw new WorkloadException(WorkloadFault.NotRecoverable, $"Point {point.Id} cannot be recovered: {malformed.Message}", "Choose another point.", malformed);
        }
    }

    /// <summary>Files of one backup that its recovery puts back.</summary>
    public IReadOnlyList<HeldFile> Files(IPointContent content, ExchangeSet set) => [.. All(content, set).Where(file => !IsOvertaken(set, file))];

    /// <summary>Files that must not be put back: logs that were being written, and that a later backup has complete under their numbers. Where that was read from a passive copy, which has no such log of
    /// its own, both would be there, and a replay ends at the second.</summary>
    public IReadOnlyList<HeldFile> Overtaken(IPointContent content) => [.. State.Sets.SelectMany(set => All(content, set).Where(file => IsOvertaken(set, file)))];

    /// <summary>What is there when all backups of the point are put back one over the other: of files of one path the last.</summary>
    public IReadOnlyList<HeldFile> Merged(IPointContent content)
    {
        var files = new Dictionary<string, HeldFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in State.Sets.SelectMany(set => Files(content, set))) files[file.Path] = file;
        return [.. files.Values];
    }

    /// <exception cref="IOException">It cannot be read, or does not begin with the header of a log.</exception>
    public EseLogFile Log(IPointContent content, HeldFile file)
    {
        using var stream = content.OpenRead(Id, file.Item);
        return new EseLogFile(WindowsPaths.FileName(file.Path), EseLogHeader.Read(EseReading.Front(stream)) ?? throw new IOException($"{file.Path} does not begin with the header of a log."));
    }

    /// <exception cref="IOException">It cannot be read, or does not begin with the header of a database.</exception>
    public EseHeader Database(IPointContent content, HeldFile file)
    {
        using var stream = content.OpenRead(Id, file.Item);
        return EseHeader.Read(EseReading.Front(stream)) ?? throw new IOException($"{file.Path} does not begin with the header of a database.");
    }

    private IEnumerable<HeldFile> All(IPointContent content, ExchangeSet set)
    {
        var items = new ExchangeItems(set.Folder);
        return content.Files(Id, items.Files).Select(file => new HeldFile(file.Path, items.PathOf(file.Path), file.Length));
    }

    private bool IsOvertaken(ExchangeSet set, HeldFile file) => ExchangeFiles.IsOpen(file.Path) && State.Sets.SkipWhile(earlier => earlier != set).Skip(1).Any(later => later.LastClosed >= set.LastLog);
}
