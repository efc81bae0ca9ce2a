using System.Text;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>Reads lines and bytes from one stream. Lines are short, or an error. One thread.</summary>
internal sealed class LineBuffer(Stream source)
{
    private const int LongestLine = 1024;
    private readonly byte[] buffer = new byte[32 << 10];
    private int start, end;

    /// <summary>Up to the next line feed, without it and a carriage return before it.</summary>
    /// <exception cref="S3Exception">IncompleteBody, or InvalidRequest.</exception>
    internal async ValueTask<string> Line(CancellationToken cancellation)
    {
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at > LongestLine || (at < 0 && end - start > LongestLine)) throw new S3Exception(S3Error.InvalidRequest, "A line between the chunks of the body is too long.");
            if (at >= 0)
            {
                var line = buffer.AsSpan(start, at);
                if (line is [.., (byte)'\r']) line = line[..^1];
                start += at + 1;
                return Encoding.Latin1.GetString(line);
            }
            if (await Fill(cancellation) == 0) throw Cut();
        }
    }

    /// <summary>At least one byte.</summary>
    /// <exception cref="S3Exception">IncompleteBody.</exception>
    internal async ValueTask<int> Read(Memory<byte> target, CancellationToken cancellation)
    {
        if (start == end && target.Length >= buffer.Length) return await source.ReadAsync(target, cancellation) is > 0 and var direct ? direct : throw Cut();
        if (start == end && await Fill(cancellation) == 0) throw Cut();
        var count = Math.Min(target.Length, end - start);
        buffer.AsSpan(start, count).CopyTo(target.Span);
        start += count;
        return count;
    }

    internal async ValueTask<bool> IsAtEnd(CancellationToken cancellation) => start == end && await Fill(cancellation) == 0;

    private async ValueTask<int> Fill(CancellationToken cancellation)
    {
        if (start > 0) buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var count = await source.ReadAsync(buffer.AsMemory(end), cancellation);
        end += count;
        return count;
    }

    private static S3Exception Cut() => new(S3Error.IncompleteBody, "The body ended early.");
}
