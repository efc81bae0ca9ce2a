namespace Holdfast.Server.Engine;

/// <summary>One run over a datasource.</summary>
/// <param name="IsRecoveryPoint">False: only the replica is brought up to date (synchronization).</param>
/// <param name="ReadEverything">Consistency check: every file is read again, whatever its times say.</param>
public sealed record BackupRequest(
    string SourceId, string SourceName, string Path, string Server, IReadOnlyList<string> ExcludeGlobs, IReadOnlyList<string> ExcludeExtensions,
    bool CrossMountPoints, bool IsRecoveryPoint, bool ReadEverything);
