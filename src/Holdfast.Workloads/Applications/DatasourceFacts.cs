namespace Holdfast.Workloads.Applications;


/// <summary>How the application stands.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Version">Of the application, as it says.</param>
/// <param name="Size">Bytes that a full backup would read; 0 where unknown.</param>
/// <param name="Types">Backups that are possible now, full first.</param>
/// <param name="Warnings">What keeps it from being protected as well as it could be, each with what to do.</param>
public sealed record DatasourceFacts(
    string Name, string Version, long Size, IReadOnlyList<BackupType> Types, ConsistencyGuarantee Guarantee, IReadOnlyList<string> Warnings)
{
    /// <summary>Servers whose copies a backup may be read from, best first (see <see cref="IReplicatedWorkload"/>); empty where there is nothing to choose.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];
}
