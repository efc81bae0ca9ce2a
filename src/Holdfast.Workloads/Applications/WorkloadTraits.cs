namespace Holdfast.Workloads.Applications;


/// <summary>What can be done with datasources of a kind.</summary>
/// <param name="Title">As people read it, such as "PostgreSQL cluster".</param>
/// <param name="Types">Backups that the kind knows, full first.</param>
/// <param name="StreamsLog">Its log is followed all the time; otherwise log backups are taken at the synchronization frequency.</param>
/// <param name="PointInTime">Any moment that the logs cover can be recovered, not only points.</param>
/// <param name="Items">Single items inside can be recovered.</param>
/// <param name="HasContainers">Instances hold datasources that can join a group by themselves.</param>
/// <param name="NeedsCredential">A user and a password can be given.</param>
public sealed record WorkloadTraits(
    string Title, IReadOnlyList<BackupType> Types, bool StreamsLog, bool PointInTime, bool Items, bool HasContainers, bool NeedsCredential)
{
    /// <summary>Recovered to a folder alone: how it goes on from there stands in the plan.</summary>
    public bool FolderOnly { get; init; }

    /// <summary>What names something inside that no path of the point names, such as "WSS_Content:/sites/hr"; null: items are paths of the point.</summary>
    public string? InnerExample { get; init; }
}
