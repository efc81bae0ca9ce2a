namespace Holdfast.Vault.Tests.Azure;

/// <summary>An answer that breaks off after so many bytes, or comes a byte at a time.</summary>
internal sealed class BrokenStream(Stream inner, long until) : Stream
{
    private long given;

    public Action? BeforeByte { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => given;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (given >= until) throw new IOException("The connection was closed.");
        BeforeByte?.Invoke();
        var read = inner.Read(buffer, offset, BeforeByte is null ? (int)Math.Min(count, until - given) : Math.Min(count, 1));
        given += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
