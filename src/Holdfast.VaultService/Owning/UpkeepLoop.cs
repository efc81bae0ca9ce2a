using Holdfast.VaultService.Keeping;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Owning;

/// <summary>Does what vaults need by themselves, hourly, on a thread of its own: removes what was retired long enough ago, checks packs, samples what is stored.</summary>
internal sealed class UpkeepLoop : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Thread thread;

    internal UpkeepLoop(ServiceRecords records, UpkeepOptions options, ILogger log)
    {
        var upkeep = new VaultUpkeep(records.Database, new KeptVaults(records), records.Clock, options);
        var samples = new Usage.UsageSampler(records);
        thread = new Thread(() => Run(upkeep, samples, log)) { IsBackground = true, Name = "vault upkeep" };
    }

    internal void Start() => thread.Start();

    /// <summary>Waits until what it is doing has come to an end that it can go on from.</summary>
    public void Dispose()
    {
        ending.Cancel();
        if (thread.ThreadState.HasFlag(ThreadState.Unstarted)) return;
        thread.Join();
        ending.Dispose();
    }

    private void Run(VaultUpkeep upkeep, Usage.UsageSampler samples, ILogger log)
    {
        try
        {
            upkeep.Run(
                report =>
                {
                    Tell(report, log);
                    samples.Sample();
                },
                ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (Exception failure)
        {
            log.LogCritical(failure, "The upkeep of the vaults has ended: nothing is removed or checked until the service is started again.");
        }
    }

    private static void Tell(UpkeepReport report, ILogger log)
    {
        foreach (var failure in report.Failures) log.LogError("Upkeep failed. {Failure}", failure);
        if (report.IsClockDoubtful) log.LogWarning("The clock has jumped: nothing is removed until it is believed again.");
        if (report.Purged > 0) log.LogInformation("{Blobs} retired blobs ({Bytes} bytes) were removed.", report.Purged, report.PurgedBytes);
        if (report.Withdrawn > 0) log.LogInformation("{Blobs} blobs of deprovisioned vaults were retired.", report.Withdrawn);
        if (report.Damaged > 0) log.LogError("{Packs} packs are damaged; their servers are told.", report.Damaged);
    }
}
