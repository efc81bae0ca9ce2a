using Holdfast.Format;

namespace Holdfast.Vault.Azure;

/// <summary>The first bytes of a <see cref="PackBuffer"/>, which stays its owner's, to be read as often as a request is sent.</summary>
internal sealed class PackStream(PackBuffer buffer, long length) : SeekableReading
{
    public override long Length => length;

    public override int Read(Span<byte> destination)
    {
        if (Position >= length || destination.Length == 0) return 0;
        var piece = buffer.From(Position);
        var count = (int)Math.Min(Math.Min(piece.Length, destination.Length), length - Position);
        piece[..count].CopyTo(destination);
        Position += count;
        return count;
    }
}
