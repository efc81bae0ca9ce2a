namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Which sets are restored, in order.</summary>
/// <param name="Differential">Null where none helps.</param>
/// <param name="StopAt">Given with every log, so that none goes beyond the moment; null where sets are applied whole.</param>
/// <param name="Reaches">The moment that the database is brought back to.</param>
internal sealed record ChainPlan(
    BackupSet Full, BackupSet? Differential, IReadOnlyList<LogStep> Logs, DateTimeOffset? StopAt, DateTimeOffset Reaches, IReadOnlyList<string> Warnings)
{
    public IEnumerable<BackupSet> Sets => Differential is null ? [Full, .. Logs.Select(log => log.Set)] : [Full, Differential, .. Logs.Select(log => log.Set)];
}
