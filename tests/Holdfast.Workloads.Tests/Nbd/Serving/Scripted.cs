namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>A connection whose client has said everything beforehand; keeps what it is answered. Its end is the end of what was said.</summary>
internal sealed class Scripted(Stream said, bool keeps = true) : Stream
{
    private readonly MemoryStream answered = new();
    private long length;

    public byte[] Answered
    {
        get
        {
            lock (answered) return answered.ToArray();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>Bytes that were answered.</summary>
    public override long Length => Interlocked.Read(ref length);

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => said.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(said.Read(buffer.Span));

    public override void Write(byte[] buffer, int offset, int count)
    {
        Interlocked.Add(ref length, count);
        if (!keeps) return;
        lock (answered) answered.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.ToArray(), 0, buffer.Length);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
