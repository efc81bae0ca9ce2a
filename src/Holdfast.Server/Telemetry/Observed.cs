namespace Holdfast.Server.Telemetry;

/// <summary>What the server looks like at a moment: the source of all metrics that are observed and not counted.</summary>
internal sealed record Observed
{
    public int Queued { get; init; }

    public int Running { get; init; }

    public long Capacity { get; init; }

    public long Free { get; init; }

    public long Used { get; init; }

    public int? DaysToFull { get; init; }

    public long BytesOfPoints { get; init; }

    public long Points { get; init; }

    public IReadOnlyDictionary<string, long> Alerts { get; init; } = new Dictionary<string, long>();

    public IReadOnlyDictionary<string, int> Agents { get; init; } = new Dictionary<string, int>();

    /// <summary>Null while this server is not registered with a vault.</summary>
    public bool? IsVaultConnected { get; init; }

    public long Notifications { get; init; }
}
