namespace Holdfast.Contracts.Api.Insight;

/// <summary>What a day was for a datasource.</summary>
public static class MapCells
{
    /// <summary>A recovery point was made on disk.</summary>
    public const string Disk = "disk";

    /// <summary>A recovery point was made on disk and one reached the vault.</summary>
    public const string Both = "both";

    /// <summary>A recovery point reached the vault, or is there; none was made on disk.</summary>
    public const string Vault = "vault";

    /// <summary>A recovery point was due, and none was made nor tried.</summary>
    public const string Missed = "missed";

    /// <summary>What was tried failed, and no recovery point was made.</summary>
    public const string Failed = "failed";

    /// <summary>Nothing was due, or is not yet.</summary>
    public const string NotDue = "notDue";

    /// <summary>The datasource was not protected, or nothing is known of the day.</summary>
    public const string None = "none";
}
