using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Planning;

/// <summary>Whether a backup can be incremental, and why not.</summary>
internal sealed record BackupChoice(BackupType Type, string? Why)
{
    public static BackupChoice Make(BackupType wanted, bool readEverything, ClusterFacts facts, string systemIdentifier, uint timeline, ClusterState? previous, bool hasManifest)
    {
        if (wanted == BackupType.Full || readEverything) return new BackupChoice(BackupType.Full, null);
        var why = facts.Major < ClusterFacts.FirstIncremental ? $"PostgreSQL {facts.Version} has no incremental backups; 17 is the first that has."
            : !facts.SummarizesWal ? "The server does not summarize its log: set summarize_wal to on."
            : previous is null ? "There is no earlier point to build on."
            : previous.SystemIdentifier != systemIdentifier ? "The address leads to another cluster than before."
            : previous.Major != facts.Major ? "The cluster was upgraded to another major version."
            : previous.Timeline != timeline ? $"The cluster went from timeline {previous.Timeline} to {timeline}."
            : !hasManifest ? "The earlier point has no manifest."
            : null;
        return why is null ? new BackupChoice(BackupType.Incremental, null) : new BackupChoice(BackupType.Full, why);
    }
}
