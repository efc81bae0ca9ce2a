using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Keeping;

/// <summary>
/// What a vault's service does by itself, hourly: it looks at the clock, finds out what came of announcements, withdraws what a deprovisioned vault holds, has
/// the storage lock what a locked vault holds, removes what was retired long enough ago, and checks packs. One vault's failure does not keep it from the others. Several processes may do it over the same data folder.
/// </summary>
internal sealed class VaultUpkeep(VaultDatabase database, IKeptVaults vaults, TimeProvider clock, UpkeepOptions options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Each is a request to the storage: who asks does not wait for more, the hourly round finds them.</summary>
    private const int MostSettledAtOnce = 200;

    private readonly VaultClock time = new(database, clock);
    private readonly PackVerification verification = new(database, clock, new BandwidthLimit(clock) { Schedule = Rate(options.VerifyBytesPerSecond) });

    /// <summary>Again and again until it is cancelled.</summary>
    /// <param name="report">Told after every round.</param>
    public void Run(Action<UpkeepReport> report, CancellationToken cancellation)
    {
        using var timer = new ManualResetEventSlim();
        while (!cancellation.IsCancellationRequested)
        {
            report(RunOnce(cancellation));
            timer.Reset();
            using var handle = clock.CreateTimer(_ => timer.Set(), null, Hour, Timeout.InfiniteTimeSpan);
            WaitHandle.WaitAny([timer.WaitHandle, cancellation.WaitHandle]);
        }
    }

    /// <summary>One round. It ends early when it is cancelled, or when its time is used up: the next one goes on.</summary>
    public UpkeepReport RunOnce(CancellationToken cancellation)
    {
        try
        {
            return KeepAndVerify(cancellation);
        }
        catch (HoldfastException fault)
        {
            // The records are in use or out of reach: an hour later they may not be.
            return new UpkeepReport { Failures = [fault.Message] };
        }
    }

    private UpkeepReport KeepAndVerify(CancellationToken cancellation)
    {
        var report = new UpkeepReport { IsClockDoubtful = time.Observe().IsDoubtful };
        // What must not wait for hours of reading comes first, of all vaults.
        foreach (var vault in new VaultTable(database).All()) report = Tried(report, vault, cancellation, found => Keep(found, vault, cancellation));
        var began = clock.GetTimestamp();
        foreach (var vault in new VaultTable(database).All())
            report = Tried(report, vault, cancellation, found => Verify(found, vault, clock.GetUtcNow() - options.VerifyEvery, () => clock.GetElapsedTime(began) > options.LongestVerification, cancellation));
        return report;
    }

    /// <summary>Finds out what came of the announcements of a vault, so that what is counted is what is there. Where they are many, or the storage is away, the count stays as it was.</summary>
    public void Settle(VaultRow vault, CancellationToken cancellation)
    {
        try
        {
            var storage = vaults.StorageOf(vault);
            foreach (var server in vaults.ServersOf(vault))
                if (database.Read(connection => Adoption.NumberOf(connection, vault.Id, server)) is { } prefix
                    && database.Read(connection => Ledger.Unsettled(connection, prefix, "")).Count <= MostSettledAtOnce)
                    new Settlement(database, time).Run(prefix, new PrefixedBlobStore(storage, ServerPrefix.FolderOf(server)), cancellation);
        }
        catch (Exception fault) when (fault is StorageException or HoldfastException { Code: ErrorCode.ServiceUnreachable })
        {
            return; // the next hourly round looks again, and reports it
        }
    }

    /// <summary>Checks all packs of a vault now, whenever they were checked last.</summary>
    /// <exception cref="HoldfastException">The storage cannot be reached.</exception>
    public UpkeepReport VerifyNow(VaultRow vault, CancellationToken cancellation)
    {
        try
        {
            return Verify(new UpkeepReport(), vault, clock.GetUtcNow(), () => false, cancellation);
        }
        catch (StorageException fault)
        {
            throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The storage of the vault '{vault.Name}' cannot be used: {fault.Message}", inner: fault);
        }
    }

    private UpkeepReport Keep(UpkeepReport report, VaultRow vault, CancellationToken cancellation)
    {
        var storage = vaults.StorageOf(vault);
        foreach (var (server, prefix, data) in Prefixes(vault, storage))
        {
            new Settlement(database, time).Run(prefix, data, cancellation);
            if (vault.State == VaultStates.Deprovisioned) report = report with { Withdrawn = report.Withdrawn + new Withdrawal(database, time).Run(vault.Id, prefix, cancellation) };
            report = report with { Locked = report.Locked + new StorageLocks(database, time).Run(vault, prefix, server, storage, cancellation) };
        }
        var (blobs, bytes) = new Purge(database, time).Run(vault, storage, cancellation);
        return report with { Purged = report.Purged + blobs, PurgedBytes = report.PurgedBytes + bytes };
    }

    private UpkeepReport Verify(UpkeepReport report, VaultRow vault, DateTimeOffset checkedBefore, Func<bool> stop, CancellationToken cancellation)
    {
        var storage = vaults.StorageOf(vault);
        foreach (var (_, prefix, data) in Prefixes(vault, storage))
        {
            var (done, damaged) = verification.Run(prefix, data, checkedBefore, stop, cancellation);
            report = report with { Checked = report.Checked + done, Damaged = report.Damaged + damaged };
        }
        return report;
    }

    private IEnumerable<(string Server, long Prefix, IBlobStore Data)> Prefixes(VaultRow vault, IBlobStore storage)
    {
        foreach (var server in vaults.ServersOf(vault))
        {
            var data = new PrefixedBlobStore(storage, ServerPrefix.FolderOf(server));
            var prefix = database.Read(connection => Adoption.NumberOf(connection, vault.Id, server)) ?? Adoption.Run(database, time, vault.Id, server, data);
            yield return (server, prefix, data);
        }
    }

    private static UpkeepReport Tried(UpkeepReport report, VaultRow vault, CancellationToken cancellation, Func<UpkeepReport, UpkeepReport> work)
    {
        if (cancellation.IsCancellationRequested) return report;
        try
        {
            return work(report);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return report;
        }
        catch (Exception fault) when (fault is StorageException or HoldfastException)
        {
            return report with { Failures = [.. report.Failures, $"Vault '{vault.Name}': {fault.Message}"] };
        }
    }

    private static BandwidthSchedule Rate(long bytesPerSecond) => BandwidthSchedule.Unlimited with { WorkBytesPerSecond = bytesPerSecond, OtherBytesPerSecond = bytesPerSecond };
}
