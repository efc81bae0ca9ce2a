using System.Buffers;
using Holdfast.Server.Engine.Reading;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Recovery.Content;

/// <summary>Sends a stretch of a file: while one window goes out, the next is read and checked. Memory: two windows.</summary>
internal sealed class ContentSender(IPointContent content, ByteRange range) : IDisposable
{
    private const int Window = 4 << 20;

    private readonly byte[][] buffers = [ArrayPool<byte>.Shared.Rent(Window), ArrayPool<byte>.Shared.Rent(Window)];
    private long at = range.From;
    private int ready;

    /// <summary>Reads the first window, before anything is promised to the caller.</summary>
    internal void Begin(CancellationToken cancellation) => ready = Read(buffers[0], at, cancellation);

    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">What comes next is damaged or out of reach; what was sent is not all.</exception>
    internal async Task Send(HttpResponse response, CancellationToken cancellation)
    {
        for (var current = 0; ready > 0; current = 1 - current)
        {
            var (next, behind) = (buffers[1 - current], at + ready);
            var reading = Task.Run(() => Read(next, behind, cancellation), CancellationToken.None);
            try
            {
                await response.Body.WriteAsync(buffers[current].AsMemory(0, ready), cancellation);
            }
            finally
            {
                // Also where nobody takes the bytes any more: the buffer is in use until then.
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            (at, ready) = (behind, await reading);
        }
    }

    public void Dispose()
    {
        foreach (var buffer in buffers) ArrayPool<byte>.Shared.Return(buffer);
    }

    private int Read(byte[] buffer, long from, CancellationToken cancellation)
    {
        var wanted = (int)Math.Min(range.From + range.Length - from, Window);
        return wanted <= 0 ? 0 : content.Read(from, buffer.AsMemory(0, wanted), cancellation);
    }
}
