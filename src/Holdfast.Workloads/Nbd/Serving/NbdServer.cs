using System.Security.Authentication;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>
/// Serves one export read-only to any number of clients, over any streams: fixed newstyle handshake, structured replies with holes, block status. Believes nothing
/// that a client sends, and holds a bounded amount of memory for each.
/// </summary>
/// <param name="startTls">Turns a connection into one over TLS when the client asks for it; null: there is no TLS here. Where it is given, nothing is served without.</param>
public sealed class NbdServer(ServedExport export, NbdServerLimits limits, TimeProvider time, Func<Stream, CancellationToken, Task<Stream>>? startTls = null) : IDisposable
{
    private readonly SemaphoreSlim reads = new(NbdServerLimits.MostReads);
    private int connections;
    private long bytesRead, lastActivity;

    public NbdFigures Figures => new(
        Volatile.Read(ref connections), Interlocked.Read(ref bytesRead), Interlocked.Read(ref lastActivity) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);

    internal ServedExport Export => export;

    internal NbdServerLimits Limits => limits;

    internal Func<Stream, CancellationToken, Task<Stream>>? StartTls => startTls;

    /// <summary>Serves a client until one of both has enough. The stream stays the caller's.</summary>
    public async Task<NbdEnd> Serve(Stream connection, CancellationToken stop)
    {
        Interlocked.Increment(ref connections);
        using var receiving = new Deadline(time, stop);
        using var sending = new Deadline(time, stop);
        Stream? secured = null;
        try
        {
            var handshake = new Handshake(this, connection, receiving);
            receiving.Set(limits.Handshake);
            var agreed = await handshake.Run();
            secured = handshake.Secured;
            await new Transmission(this, secured ?? connection, agreed, new ReplyWriter(secured ?? connection, sending, limits.Progress), receiving).Run();
            return NbdEnd.Finished;
        }
        catch (NbdEnded ended)
        {
            return ended.End;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
        {
            return receiving.IsOver || sending.IsOver ? NbdEnd.TimedOut : stop.IsCancellationRequested ? NbdEnd.Stopped : NbdEnd.Lost;
        }
        finally
        {
            if (secured is not null) await secured.DisposeAsync();
            Interlocked.Decrement(ref connections);
        }
    }

    public void Dispose() => reads.Dispose();

    /// <summary>Runs what reads the disk on a thread where it may wait; few at a time.</summary>
    internal async Task<T> OnDisk<T>(Func<T> read, CancellationToken cancellation)
    {
        await reads.WaitAsync(cancellation);
        try
        {
            return await Task.Run(read, CancellationToken.None);
        }
        finally
        {
            reads.Release();
        }
    }

    internal void NoteActivity() => Interlocked.Exchange(ref lastActivity, time.GetUtcNow().UtcTicks);

    internal void NoteRead(int bytes) => Interlocked.Add(ref bytesRead, bytes);
}
