namespace Holdfast.Server.Jobs;

/// <summary>What a job was asked to do, as it is kept for reruns and restarts. Members that do not concern its type are null. Never holds a secret.</summary>
internal sealed record JobArguments
{
    /// <summary>The vault: as the place to send to as well (backups), or the one to work on.</summary>
    public bool Online { get; init; }

    public string? RecoveryPoint { get; init; }

    public string? ExternalServer { get; init; }

    /// <summary>Paths as browse shows them; empty for everything.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Absolute folder that is recovered to.</summary>
    public string? To { get; init; }

    /// <summary>Production server that is recovered to; null is this computer.</summary>
    public string? Server { get; init; }

    public string? Existing { get; init; }

    /// <summary>Name of the account that asked for a recovery: it may cancel it.</summary>
    public string? Account { get; init; }

    /// <summary>Id of the recovery whose failed items are tried again.</summary>
    public string? RetryOf { get; init; }

    public string? Security { get; init; }

    public int SamplePercent { get; init; } = 100;

    public bool Heal { get; init; }

    /// <summary>Only what the vault itself said is damaged.</summary>
    public bool Reported { get; init; }

    public string? DiskId { get; init; }

    public bool EvenIfDataIsLost { get; init; }

    /// <summary>Compares everything although it makes a recovery point: the replica may be old.</summary>
    public bool ReadEverything { get; init; }

    /// <summary>Folder that the first replica is read from.</summary>
    public string? SeedFolder { get; init; }

    /// <summary>Cancelled after running this long.</summary>
    public int? LongestMinutes { get; init; }

    /// <summary>Cancelled at this time, as the catalog keeps times: the backup window closes.</summary>
    public long? NotAfter { get; init; }

    /// <summary>Of applications: full, incremental, log.</summary>
    public string? BackupType { get; init; }

    /// <summary>The recovery of an application; null: of files.</summary>
    public ApplicationRecovery? Application { get; init; }
}
