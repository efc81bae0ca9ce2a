namespace Holdfast.Contracts.Api.Insight;

/// <summary>What helps: the words of <see cref="NeedsAttention.Action"/>.</summary>
public static class NeededActions
{
    /// <summary>Run a consistency check of the datasource.</summary>
    public const string Check = "check";

    /// <summary>Add a disk to the pool.</summary>
    public const string AddDisk = "addDisk";

    /// <summary>Enroll the agent again with a new token.</summary>
    public const string Reenroll = "reenroll";

    /// <summary>Make a recovery point of the datasource now.</summary>
    public const string Run = "run";

    /// <summary>Resume the group.</summary>
    public const string Unsuspend = "unsuspend";

    /// <summary>Register this server with a vault.</summary>
    public const string RegisterVault = "registerVault";

    /// <summary>Make the first replica of the datasource from a folder that was copied.</summary>
    public const string Seed = "seed";

    /// <summary>Read the alert, which says what to do.</summary>
    public const string OpenAlert = "openAlert";
}
