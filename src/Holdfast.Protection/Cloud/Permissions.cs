namespace Holdfast.Protection.Cloud;

/// <summary>What may be done.</summary>
/// <param name="DeleteCloudPoints">The points in the vault are to be deleted.</param>
public sealed record Permissions(bool BackupToCloud, bool BackupToDisk, bool RestoreFromCloud, bool RestoreFromDisk, bool DeleteCloudPoints)
{
    public static Permissions All { get; } = new(true, true, true, true, DeleteCloudPoints: false);
}
