namespace Holdfast.Server.Jobs;

/// <summary>What the recovery of an application was asked to do, beside what all recoveries say.</summary>
internal sealed record ApplicationRecovery
{
    /// <summary>original, instance, folder.</summary>
    public string Destination { get; init; } = "folder";

    /// <summary>To this moment.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>As far as the log goes.</summary>
    public bool Latest { get; init; }

    public string? Instance { get; init; }

    public string? NewName { get; init; }

    public bool Overwrite { get; init; }

    public bool LeaveRestoring { get; init; }

    /// <summary>Settings for this recovery alone, over those of the datasource.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
