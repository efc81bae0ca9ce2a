namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Turns the records since the last backup into what the next one looks at; bounded. One thread.</summary>
/// <param name="mostObjects">Beyond so many, looking at everything is cheaper than knowing what to look at.</param>
public sealed class UsnChangePlanner(int mostObjects = 2_000_000)
{
    private const UsnReasons Names = UsnReasons.FileCreate | UsnReasons.FileDelete | UsnReasons.RenameOldName | UsnReasons.RenameNewName | UsnReasons.HardLinkChange;

    private readonly HashSet<ulong> _objects = [];
    private readonly HashSet<ulong> _folders = [];

    private bool IsFull => _objects.Count + _folders.Count > mostObjects;

    /// <summary>Records in any order. One that says only that a file was closed says nothing; a reason without a name here is one of a later Windows, and is looked at.</summary>
    public void Add(in UsnRecord record)
    {
        if (IsFull) return;
        var isRange = record.Version == 4;
        if (isRange || (record.Reasons & ~UsnReasons.Close) != 0) _objects.Add(FileNumber.Of(record.File));
        if (!isRange && (record.Reasons & Names) != 0) _folders.Add(FileNumber.Of(record.Parent));
    }

    /// <returns>The plan for all records that were added; null where there were too many.</returns>
    public UsnChangePlan? Finish() => IsFull ? null : new UsnChangePlan(_objects, _folders);
}
