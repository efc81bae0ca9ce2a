using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>A file on its way: where the connection breaks it goes on, as long as it comes on.</summary>
internal sealed class Download(RecoveryClient client, ContentQuery query)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Id of the point that it comes from; null until it has begun.</summary>
    internal string? RecoveryPoint { get; private set; }

    /// <summary>Bytes that have come.</summary>
    internal long Bytes { get; private set; }

    internal async Task To(Stream output, CancellationToken stop)
    {
        while (true)
        {
            var before = Bytes;
            try
            {
                await Go(output, stop);
                return;
            }
            catch (HoldfastException broken) when (broken.Code == ErrorCode.ContentIncomplete && Bytes > before)
            {
                Console.Error.WriteLine($"{broken.Message} Going on from there.");
            }
        }
    }

    private async Task Go(Stream output, CancellationToken stop)
    {
        // What is latest may have changed meanwhile: it goes on with the point that it was begun from.
        await using var content = await client.Content(query with { Offset = Bytes, At = RecoveryPoint ?? query.At }, stop);
        RecoveryPoint = content.RecoveryPoint;
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, stop) is > 0 and var some)
        {
            await output.WriteAsync(buffer.AsMemory(0, some), stop);
            Bytes += some;
        }
    }
}
