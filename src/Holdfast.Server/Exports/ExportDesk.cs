using System.Security.Cryptography;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Audit;
using Holdfast.Workloads.Nbd.Serving;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Exports;

/// <summary>
/// The disks that are given out now. While one is, its recovery point is not deleted: whoever deletes asks <see cref="ExportOf"/> under the same lock under which a disk
/// is opened here.
/// </summary>
internal sealed class ExportDesk : IAsyncDisposable
{
    private static readonly TimeSpan look = TimeSpan.FromSeconds(30);
    private readonly ExportPlace place;
    private readonly IAuditTrail audit;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ExportSockets sockets;
    private readonly Dictionary<string, LiveExport> live = [];

    /// <summary>Points by exports, also of exports that are being opened or ended.</summary>
    private readonly Dictionary<string, string> pins = [];
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private bool isStopping;

    internal ExportDesk(ExportPlace place, IAuditTrail audit, TimeProvider time, ILogger log)
    {
        (this.place, this.audit, this.time, this.log) = (place, audit, time, log);
        sockets = new ExportSockets(place);
        timer = time.CreateTimer(_ => Look(), null, look, look);
    }

    /// <summary>Called when there is another export, or one less.</summary>
    internal Action Changed { get; set; } = () => { };

    /// <summary>The last look for what nobody uses; it ends after all those before.</summary>
    internal Task Ending { get; private set; } = Task.CompletedTask;

    /// <summary>Id of the export that reads from a point; null: none does.</summary>
    internal string? ExportOf(string point)
    {
        lock (gate) return pins.FirstOrDefault(pin => pin.Value == point).Key;
    }

    internal IReadOnlyList<LiveExport> All
    {
        get
        {
            lock (gate) return [.. live.Values.OrderBy(export => export.Facts.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>Removes what an earlier process left.</summary>
    internal void Clear() => sockets.Clear();

    /// <param name="facts">Those of an export to be.</param>
    /// <param name="open">Opens its disk.</param>
    /// <param name="opening">Held meanwhile, so that its point is not deleted.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ExportsFull"/>, <see cref="ErrorCode.ExportNotListening"/>, or what keeps the disk from being opened.</exception>
    internal StartedExport Start(ExportFacts facts, Func<OpenedExportDisk> open, string listen, Lock opening)
    {
        OpenedExportDisk opened;
        lock (opening)
        {
            Pin(facts);
            opened = OrUnpin(facts, open);
        }
        // A socket has rights of its own; everywhere else the name is what lets in.
        var name = listen == ExportListening.Socket ? facts.Id : RandomNumberGenerator.GetHexString(32, lowercase: true);
        try
        {
            var listener = sockets.Open(listen, facts.Id, name);
            var terms = new ExportTerms(listen, place.Settings.Get(ExportSettings.MostClients)!.Value, TimeSpan.FromMinutes(place.Settings.Get(ExportSettings.IdleMinutes)!.Value), time);
            var export = new ServedExport(name, opened.Disk, $"{facts.Disk} of {facts.SourceName}, read-only");
            var server = new NbdServer(export, NbdServerLimits.Standard with { Idle = terms.Idle }, time, listen == ExportListening.Tls ? StartTls : null);
            var made = new LiveExport(facts with { Format = opened.Format }, export, server, listener, terms, log);
            Add(made);
            log.LogInformation("{Disk} of recovery point {Point} is given out at {Address} as export {Id}.", facts.Disk, facts.Point.PointId, listener.Address, facts.Id);
            return new StartedExport(made.Show(), name, listener.Uri, listen == ExportListening.Tls ? place.Authority() : null);
        }
        catch
        {
            opened.Disk.Dispose();
            Unpin(facts);
            throw;
        }
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ExportUnknown"/>.</exception>
    internal LiveExport Get(string id)
    {
        lock (gate) return live.TryGetValue(id, out var export) ? export : throw new HoldfastException(ErrorCode.ExportUnknown, $"There is no export {id}.");
    }

    /// <summary>Ends an export, for all of its clients. As it was in its last moment.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ExportUnknown"/>: somebody else ends it.</exception>
    internal async Task<ExportInfo> Stop(LiveExport export) =>
        await End(export) ? export.Show() : throw new HoldfastException(ErrorCode.ExportUnknown, $"Export {export.Facts.Id} is ending already.");

    public async ValueTask DisposeAsync()
    {
        lock (gate) isStopping = true;
        await timer.DisposeAsync();
        await Ending;
        foreach (var export in All) await End(export);
    }

    private Task<Stream> StartTls(Stream open, CancellationToken cancellation) => ExportTls.Start(open, place, cancellation);

    private async Task<bool> End(LiveExport export)
    {
        lock (gate)
        {
            if (!live.Remove(export.Facts.Id)) return false;
        }
        await export.DisposeAsync();
        Unpin(export.Facts);
        log.LogInformation("Export {Id} has ended.", export.Facts.Id);
        return true;
    }

    private T OrUnpin<T>(ExportFacts facts, Func<T> work)
    {
        try
        {
            return work();
        }
        catch
        {
            Unpin(facts);
            throw;
        }
    }

    private void Pin(ExportFacts facts)
    {
        var most = place.Settings.Get(ExportSettings.MostExports)!.Value;
        lock (gate)
        {
            if (isStopping) throw new HoldfastException(ErrorCode.ServerStopping, "The server is stopping.");
            if (pins.Count >= most) throw new HoldfastException(ErrorCode.ExportsFull, $"{most} disks are given out already.");
            pins.Add(facts.Id, facts.Point.PointId);
        }
    }

    private void Unpin(ExportFacts facts)
    {
        lock (gate) pins.Remove(facts.Id);
        Changed();
    }

    private void Add(LiveExport made)
    {
        lock (gate) live.Add(made.Facts.Id, made);
        Changed();
    }

    private void Look()
    {
        lock (gate)
        {
            var before = Ending;
            Ending = Task.Run(() => EndIdle(before));
        }
    }

    private async Task EndIdle(Task before)
    {
        await before;
        var now = time.GetUtcNow();
        foreach (var export in All.Where(export => export.Ends <= now))
        {
            if (!await End(export)) continue;
            try
            {
                audit.Record("server", "export.end", $"{export.Facts.Id}: {export.Facts.Disk} of {export.Facts.SourceName}, nobody has used it", "ok");
            }
            catch (HoldfastException failure)
            {
                log.LogError("That export {Id} has ended could not be put on record: {Message}", export.Facts.Id, failure.Message);
            }
        }
    }
}
