using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Exchange.State;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>Whether the logs of a shadow copy go on from those that a point holds.</summary>
internal static class LogContinuity
{
    private const string Remedy = "A full backup is taken instead.";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ChainBroken"/>: why they do not.</exception>
    public static void Require(ExchangeSet last, Survey survey)
    {
        if (Break(last, survey.Logs) is { } why) throw new WorkloadException(WorkloadFault.ChainBroken, why, Remedy);
    }

    /// <summary>Why they do not; null where they do.</summary>
    /// <param name="logs">In order.</param>
    public static string? Break(ExchangeSet last, IReadOnlyList<EseLogFile> logs)
    {
        if (logs.Count == 0) return "The shadow copy holds no logs.";
        if (logs[^1].Header.IsCircular) return "The database overwrites its logs (circular logging).";
        if (logs.FirstOrDefault(log => log.Header.Signature.ToString() != last.LogSignature) is { } foreign) return $"Log {foreign.Name} belongs to another sequence than the last backup: the database was repaired or restored.";
        var first = logs[0].Header;
        if (first.Generation > last.LastClosed + 1L) return $"The logs begin with {first.Generation:X}, and the last backup ended with {last.LastClosed:X}: something else removed what is between.";
        if (first.Generation == last.LastClosed + 1L && first.Previous.Bits != last.LastClosedCreated) return $"Log {first.Generation:X} does not follow the {last.LastClosed:X} of the last backup.";
        // Copies of an availability group have the same logs, each begun at the same time; the one that is being written only the active copy has.
        if (logs.FirstOrDefault(log => log.Header.Generation == last.LastClosed) is { } same && same.Header.Created.Bits != last.LastClosedCreated) return $"Log {same.Name} is another one than the {last.LastClosed:X} of the last backup: the database was restored.";
        return logs[^1].Header.Generation < last.LastClosed ? $"The logs end with {logs[^1].Header.Generation:X}, and the last backup ended with {last.LastClosed:X}: the database was restored, or this copy has not received them yet."
            : EseLogChain.Breaks(logs).Select(gap => gap.Text).FirstOrDefault();
    }
}
