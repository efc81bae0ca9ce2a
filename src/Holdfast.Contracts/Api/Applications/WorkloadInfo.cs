namespace Holdfast.Contracts.Api.Applications;

/// <summary>A kind of application that can be protected as itself.</summary>
/// <param name="Kind">As datasources and points say it, such as postgresql.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Types">full, incremental, log: what backups the kind knows.</param>
/// <param name="StreamsLog">Its log is followed all the time; otherwise log backups are taken at the synchronization frequency.</param>
/// <param name="PointInTime">Any moment that the logs cover can be recovered.</param>
/// <param name="Items">Single items inside can be recovered.</param>
/// <param name="HasContainers">Instances hold datasources that can join a group by themselves.</param>
/// <param name="NeedsCredential">A user and a password can be given: credentials.</param>
public sealed record WorkloadInfo(
    string Kind, string Title, IReadOnlyList<string> Types, bool StreamsLog, bool PointInTime, bool Items, bool HasContainers, bool NeedsCredential)
{
    /// <summary>Recovered to a folder alone: how it goes on from there stands in the plan.</summary>
    public bool FolderOnly { get; init; }

    /// <summary>What names something inside that no path of a recovery point names, such as WSS_Content:/sites/hr; null: items are paths of the point.</summary>
    public string? InnerExample { get; init; }
}
