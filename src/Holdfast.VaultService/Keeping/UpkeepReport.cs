namespace Holdfast.VaultService.Keeping;

/// <summary>What a round of upkeep did.</summary>
internal sealed record UpkeepReport
{
    /// <summary>Nothing was purged: the clock jumped ahead, and the owner has not said that it is right.</summary>
    public bool IsClockDoubtful { get; init; }

    /// <summary>Blobs retired because their vault is deprovisioned.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Blobs that the storage itself holds now, for the first time or for longer.</summary>
    public long Locked { get; init; }

    public long Purged { get; init; }

    public long PurgedBytes { get; init; }

    public long Checked { get; init; }

    /// <summary>Of those checked.</summary>
    public long Damaged { get; init; }

    /// <summary>Vaults whose upkeep could not go on, with the reason.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];
}
