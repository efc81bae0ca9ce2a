namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>What somebody should know about a plan before it runs.</summary>
internal static class ChainWarnings
{
    public static IReadOnlyList<string> For(BackupSet full, IReadOnlyList<LogStep> logs, DateTimeOffset? stopAt)
    {
        var warnings = new List<string>();
        if (full.Certificate is { } thumbprint)
            warnings.Add($"The backup is encrypted: the instance needs the certificate or key with thumbprint {thumbprint}.");
        if (logs.FirstOrDefault(log => log.Set.CrossesFork) is { } fork)
            warnings.Add($"The database was restored to an earlier moment before the backup of {ReachableRange.Text(fork.Set.Started)}; what it held between its last backup and that restore is in no backup.");
        if (stopAt is { } time && logs.Count > 0)
        {
            var last = logs[^1].Set;
            if (last.Started.Offset != last.Finished.Offset || (logs.Count > 1 && logs[^2].Set.Finished.Offset != last.Started.Offset))
                warnings.Add("The server's clock changed its offset from UTC within the log where the restore stops; the local time that STOPAT takes may name two moments. Check the result.");
            if (logs.Any(log => log.Set.Started < time && time <= log.Set.Finished && log.Set != last))
                warnings.Add("The moment lies within the time that a log backup took; the restore stops in that log if it holds the moment.");
        }
        return warnings;
    }
}
