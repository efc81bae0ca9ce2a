using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api.Recovery;

/// <summary>
/// The bytes of a file as they come. Reading throws <see cref="HoldfastException"/> where the server ends before all has come: then what was read is not the file.
/// </summary>
public sealed class ContentStream : Stream
{
    private readonly HttpResponseMessage response;
    private readonly Stream body;
    private long read;

    internal ContentStream(HttpResponseMessage response, Stream body, string recoveryPoint, long size, long length)
    {
        (this.response, this.body) = (response, body);
        (RecoveryPoint, Size, Coming) = (recoveryPoint, size, length);
    }

    /// <summary>Id of the point that the file is read from.</summary>
    public string RecoveryPoint { get; }

    /// <summary>Bytes of the whole file.</summary>
    public long Size { get; }

    /// <summary>Under which name it is saved: the Content-Disposition that the server sends, in which nothing misleads; null where it sends none.</summary>
    public string? Disposition => response.Content.Headers.TryGetValues("Content-Disposition", out var values) ? values.First() : null;

    /// <summary>Bytes that this answer brings: fewer than <see cref="Size"/> for a preview or a resumed download.</summary>
    public long Coming { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => Coming;

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(body.Read(buffer), buffer.Length);
        }
        catch (IOException failure)
        {
            throw Broken(failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (IOException failure)
        {
            throw Broken(failure);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Count(int some, int wanted)
    {
        read += some;
        return some > 0 || wanted == 0 || read == Coming ? some : throw Broken(null);
    }

    private HoldfastException Broken(Exception? failure) => new(
        ErrorCode.ContentIncomplete, $"The server ended after {read} of {Coming} bytes: a part of the file is damaged or out of reach, or the connection broke.", inner: failure);
}
