namespace Holdfast.Server.Reports;

/// <summary>How much of a kind began in a quarter of an hour: fine enough for the days of every zone.</summary>
internal sealed record SlotTally
{
    /// <summary>Number of the slot since 1970.</summary>
    public long Slot { get; init; }

    public string State { get; init; } = "";

    public long Number { get; init; }
}
