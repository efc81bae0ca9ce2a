namespace Holdfast.Vault.Azure;

/// <summary>The first bytes of a <see cref="PackBuffer"/>, which stays its owner's, to be read as often as a request is sent.</summary>
internal sealed class PackStream(PackBuffer buffer, long length) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> destination)
    {
        if (position >= length || destination.Length == 0) return 0;
        var piece = buffer.From(position);
        var count = (int)Math.Min(Math.Min(piece.Length, destination.Length), length - position);
        piece[..count].CopyTo(destination);
        position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
