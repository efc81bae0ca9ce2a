using System.Net.Sockets;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Server.Hosting;
using Holdfast.Workloads.Nbd.Serving;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Exports;

/// <summary>A disk that is given out: takes clients in until it is ended. Owns the export's disk, its server, and its socket.</summary>
internal sealed class LiveExport : IAsyncDisposable
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);
    private readonly ExportListener listener;
    private readonly ServedExport export;
    private readonly NbdServer server;
    private readonly ExportTerms terms;
    private readonly ILogger log;
    private readonly RefusalBudget budget;
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Task> clients = [];
    private readonly Lock gate = new();
    private readonly Task accepting;

    internal LiveExport(ExportFacts facts, ServedExport export, NbdServer server, ExportListener listener, ExportTerms terms, ILogger log)
    {
        (Facts, this.export, this.server, this.listener, this.terms, this.log) = (facts, export, server, listener, terms, log);
        budget = new RefusalBudget(terms.Time);
        Started = terms.Time.GetUtcNow();
        accepting = Accept();
    }

    internal ExportFacts Facts { get; }

    private DateTimeOffset Started { get; }

    /// <summary>When it ends unless somebody asks for something before.</summary>
    internal DateTimeOffset Ends => (server.Figures.LastActivity ?? Started) + terms.Idle;

    internal ExportInfo Show()
    {
        var figures = server.Figures;
        return new ExportInfo(
            Facts.Id, Facts.SourceId, Facts.SourceName, Facts.Point.PointId, Facts.PointCreated, Facts.Point.Online, Facts.Point.ExternalServerId, Facts.Disk, export.Disk.Length,
            terms.Listen, listener.Address, terms.Listen == ExportListening.Socket ? listener.Uri : null, Facts.Account, Started, Ends, figures.Connections, figures.BytesRead) { Format = Facts.Format.ToString().ToLowerInvariant() };
    }

    /// <summary>Ends it for all of its clients, and waits until the last one is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        Task[] last;
        lock (gate) last = [.. clients];
        await Task.WhenAll(last);
        server.Dispose();
        export.Disk.Dispose();
        stop.Dispose();
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.Socket.AcceptAsync(stop.Token);
                Admit(client);
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException && stop.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException failure)
            {
                if (stop.IsCancellationRequested) return;
                log.LogWarning("Export {Id} could not take a client in: {Reason}", Facts.Id, failure.Message);
                await Task.Delay(pause, terms.Time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Admit(Socket client)
    {
        lock (gate)
        {
            if (clients.Count >= terms.MostClients)
            {
                client.Dispose();
                return;
            }
            var serving = Task.Run(() => Serve(client));
            clients.Add(serving);
            serving.ContinueWith(Left, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Left(Task served)
    {
        lock (gate) clients.Remove(served);
    }

    private async Task Serve(Socket client)
    {
        var from = client.AddressFamily == AddressFamily.Unix ? "this computer" : client.RemoteEndPoint?.ToString();
        try
        {
            if (client.AddressFamily != AddressFamily.Unix)
            {
                client.NoDelay = true;
                client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true); // half of a connection may be gone without a word
            }
            await using var stream = new NetworkStream(client, ownsSocket: true);
            var end = await server.Serve(stream, stop.Token);
            if (budget.TryTake(out _)) log.LogInformation("A client of export {Id} from {From} is gone: {End}.", Facts.Id, from, end);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A client of export {Id} from {From} was dropped.", Facts.Id, from);
            client.Dispose();
        }
    }
}
