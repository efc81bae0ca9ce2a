using System.Text.Json;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Comparison;

namespace Holdfast.Workloads.PostgreSql.Planning;

/// <summary>What a point says about its cluster beyond the common document.</summary>
/// <param name="SystemIdentifier">Number that initdb gave the cluster.</param>
/// <param name="Timeline">The branch of the log that the backup ended on.</param>
/// <param name="StartedAt">By the server's clock.</param>
/// <param name="Content">What each database gave out, by its name; null where that is not known exactly.</param>
/// <param name="DamagedPages">Pages whose checksum did not hold.</param>
internal sealed record ClusterState(
    int Format, string SystemIdentifier, string Version, int Major, uint Timeline, int WalSegmentSize, bool HasChecksums, bool IsStandby, DateTimeOffset StartedAt, long DamagedPages,
    IReadOnlyList<Tablespace> Tablespaces, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, DatabaseContent>? Content)
{
    public const int CurrentFormat = 1;

    /// <exception cref="WorkloadException">Written by something else, or damaged.</exception>
    public static ClusterState Read(BackupDocument document)
    {
        try
        {
            var state = JsonSerializer.Deserialize(document.State, PlanningJson.Default.ClusterState);
            if (state is { Format: CurrentFormat, WalSegmentSize: > 0, Tablespaces: not null, Settings: not null, SystemIdentifier: not null }) return state;
        }
        catch (JsonException error)
        {
            throw Unreadable(error);
        }
        throw Unreadable(null);
    }

    public static ClusterState? TryRead(BackupDocument document)
    {
        try
        {
            return Read(document);
        }
        catch (WorkloadException)
        {
            return null; // the caller takes a full backup and says why
        }
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, PlanningJson.Default.ClusterState);

    private static WorkloadException Unreadable(Exception? inner) =>
        new(WorkloadFault.NotRecoverable, "What the point says about its PostgreSQL cluster cannot be read.", "Recover from another point.", inner);
}
