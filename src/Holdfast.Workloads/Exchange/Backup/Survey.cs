using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>What a shadow copy has of a database, by the headers of its files: read before anything is copied.</summary>
/// <param name="Database">Header of the database's file; null where only logs were asked for.</param>
internal sealed record Survey(IReadOnlyList<SurveyedFile> Files, EseHeader? Database)
{
    /// <summary>In order.</summary>
    public IReadOnlyList<EseLogFile> Logs { get; } =
        [.. Files.Where(file => file.Log is not null).Select(file => new EseLogFile(WindowsPaths.FileName(file.File.Path), file.Log!)).OrderBy(log => log.Header.Generation)];

    /// <summary>The last log that is complete.</summary>
    public EseLogHeader? LastClosed { get; } =
        Files.Where(file => file.Log is { } log && ExchangeFiles.IsClosed(file.File.Path, log.Generation)).Select(file => file.Log).MaxBy(log => log!.Generation);

    public long Size => Files.Sum(file => file.File.Length);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>: a header cannot be read, or it is not one database.</exception>
    public static Survey Of(IWindowsFiles files, IReadOnlyList<PlannedFile> planned, bool isFull)
    {
        var surveyed = new List<SurveyedFile>();
        var headers = new List<EseHeader>();
        foreach (var file in planned)
        {
            var kind = ExchangeFiles.Kind(file.Path);
            // What a backup of logs is does not depend on how a writer marks its file sets.
            if (kind == ExchangeFileKind.Database && !isFull) continue;
            if (kind == ExchangeFileKind.Database) headers.Add(Read(file, front => EseHeader.Read(front), "a database"));
            surveyed.Add(new SurveyedFile(file, kind, kind == ExchangeFileKind.Log ? Read(file, front => EseLogHeader.Read(front), "a log") : null));
        }
        if (isFull && headers.Count != 1) throw Wrong($"it has {headers.Count} database files, and one was expected");
        return new Survey(surveyed, headers.FirstOrDefault());

        T Read<T>(PlannedFile file, Func<ReadOnlySpan<byte>, T?> header, string what)
            where T : class
        {
            using var stream = files.OpenRead(file.Source);
            return header(EseReading.Front(stream)) ?? throw Wrong($"{file.Path} does not begin with the header of {what}");
        }
    }

    private static WorkloadException Wrong(string what) =>
        new(WorkloadFault.ContentWrong, $"The shadow copy is not what was asked for: {what}.", "The backup does not count, and Exchange keeps its logs. See whether the database is mounted and healthy; the next run takes it again.");
}
