using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Addresses;
using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.Exchange.Planning;

/// <summary>Decides between a full backup and one of logs.</summary>
internal static class ExchangeRules
{
    /// <summary>Logs are replayed one after the other: a chain that is too long takes too long to bring back.</summary>
    public const int MostLogBackups = 200;

    /// <param name="previous">State of the newest point; null for the first.</param>
    /// <param name="readEverything">A consistency check: nothing is taken over from the previous point.</param>
    public static ExchangeDecision Decide(BackupType wanted, ExchangeState? previous, ExchangeOptions options, bool readEverything)
    {
        if (wanted == BackupType.Full) return Full(options, null);
        return Obstacle(previous, options, readEverything) is { } why ? Full(options, why) : new ExchangeDecision(ShadowBackupType.Incremental, null);
    }

    public static ExchangeDecision Full(ExchangeOptions options, string? why) => new(options.TruncateLogs ? ShadowBackupType.Full : ShadowBackupType.Copy, why);

    /// <summary>Why the logs alone are not enough; null where they are.</summary>
    private static string? Obstacle(ExchangeState? previous, ExchangeOptions options, bool readEverything) => previous switch
    {
        null => "There is no full backup yet.",
        _ when readEverything => "Everything is to be read.",
        _ when !options.TruncateLogs => "Logs are not removed after backups (truncateLogs=false): only copies are taken, which hold all of the database.",
        _ when previous.Sets[0].IsCopy => "The last full backup was a copy, of which Exchange took no note: nothing can build on it.",
        _ when previous.Sets[^1].IsCircular => "The database overwrites its logs (circular logging).",
        _ when previous.Sets[^1].LastClosed == 0 => "The last backup holds no complete log that the next ones could follow.",
        _ when previous.Sets.Count > MostLogBackups => $"{previous.Sets.Count - 1} backups of logs follow the last full one.",
        _ => null,
    };
}
