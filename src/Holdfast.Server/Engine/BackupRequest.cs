using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Engine;

/// <summary>One run over a datasource.</summary>
/// <param name="IsRecoveryPoint">False: only the replica is brought up to date (synchronization).</param>
/// <param name="ReadEverything">Consistency check: every file is read again, whatever its times say.</param>
/// <param name="ReadFrom">A local folder that was copied from the production server, read in place of the path; null: the path itself.</param>
/// <param name="Compress">False: chunks are kept as they are.</param>
/// <param name="Throttle">What an agent may send for it; null leaves the agent its own limits. Nothing is sent for what lies on this computer.</param>
public sealed record BackupRequest(
    string SourceId, string SourceName, string Path, string Server, IReadOnlyList<string> ExcludeGlobs, IReadOnlyList<string> ExcludeExtensions,
    bool CrossMountPoints, bool IsRecoveryPoint, bool ReadEverything, string? ReadFrom = null, bool Compress = true, ThrottlePlan? Throttle = null)
{
    /// <summary>What is taken of files, by name of the option.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
