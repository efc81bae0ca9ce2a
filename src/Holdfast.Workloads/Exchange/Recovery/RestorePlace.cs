using System.Xml.Linq;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Where the writer is to find the files of a backup that is put back.</summary>
/// <param name="Options">What the writer is told of the database that they are for; null: the one that they are of.</param>
internal sealed record RestorePlace(string? Options, Func<ExchangeFileKind, string?> FolderOf)
{
    /// <summary>The writer looks for logs of another database there, and takes them to where they belong.</summary>
    private const string RestoredLogs = "_restoredLogs";

    /// <summary>Where they were.</summary>
    public static RestorePlace Original { get; } = new(null, _ => null);

    /// <param name="source">Id of the database that the backup is of.</param>
    public static RestorePlace In(RecoveryDatabase database, Guid source)
    {
        var (own, logs) = (WindowsPaths.Folder(database.File), WindowsPaths.Join(database.Logs, RestoredLogs));
        return new RestorePlace(About(source, database.Id), kind => kind == ExchangeFileKind.Database ? own : logs);
    }

    public string PathOf(HeldFile file) => FolderOf(file.Kind) is { } folder ? WindowsPaths.Join(folder, WindowsPaths.FileName(file.Path)) : file.Path;

    /// <param name="sets">As the writer had them at the backup.</param>
    public IReadOnlyList<NewTarget> Targets(IEnumerable<FileSet> sets) =>
        [.. sets.Select(set => FolderOf(ExchangeFiles.Kind(set.Pattern)) is { } folder ? new NewTarget(set, folder) : null).OfType<NewTarget>()];

    /// <summary>Microsoft documents that this is XML with both ids; the names of its elements are those that other requesters of Exchange use.</summary>
    private static string About(Guid source, Guid target) =>
        new XElement("DATABASE_RESTORE_OPTIONS", new XElement("DATABASE_GUID_ORIGINAL", source), new XElement("DATABASE_GUID_TARGET", target)).ToString(SaveOptions.DisableFormatting);
}
