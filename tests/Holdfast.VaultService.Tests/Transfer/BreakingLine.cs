using System.Net;
using System.Net.Sockets;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A line between client and service of which the first connections break after some bytes, in a direction and at a place that chance (seeded) chooses.</summary>
internal sealed class BreakingLine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Random random;
    private readonly BrokenWay way;
    private readonly int target, most;
    private int left;

    public BreakingLine(int target, int seed, BrokenWay way, int broken, int most)
    {
        random = new Random(seed);
        this.target = target;
        this.way = way;
        this.most = most;
        left = broken;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that broke.</summary>
    public int Broken;

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync(closing.Token);
                var breaks = left-- > 0;
                _ = Serve(caller, breaks ? random.Next(most) : int.MaxValue, breaks && random.Next(2) == 0);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private async Task Serve(TcpClient caller, int bytes, bool isDown)
    {
        using (caller)
        using (var onward = new TcpClient())
        {
            await onward.ConnectAsync(IPAddress.Loopback, target);
            // Answers are small: a place far into them would never be reached.
            var up = Pump(caller.GetStream(), onward.GetStream(), isDown ? int.MaxValue : bytes);
            var down = Pump(onward.GetStream(), caller.GetStream(), isDown ? bytes % 8192 : int.MaxValue);
            await Task.WhenAny(up, down);
        }
    }

    private async Task Pump(NetworkStream from, NetworkStream to, int bytes)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReadAsync(buffer, closing.Token) is var read and > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, Math.Min(read, bytes)), closing.Token);
                if (bytes != int.MaxValue && (bytes -= Math.Min(read, bytes)) == 0)
                {
                    Interlocked.Increment(ref Broken);
                    if (way == BrokenWay.Cut) return;
                    while (way == BrokenWay.Stall) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, closing.Token);
                    while (true)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, closing.Token);
                        if (await from.ReadAsync(buffer.AsMemory(0, 1), closing.Token) == 0) return;
                        await to.WriteAsync(buffer.AsMemory(0, 1), closing.Token);
                    }
                }
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }
}
