using System.Buffers.Binary;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>Takes the data of an option apart, front to back. What does not fit gives false.</summary>
internal ref struct OptionData(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> rest = data;

    public readonly bool IsEmpty => rest.IsEmpty;

    public bool TryNumber(out uint number)
    {
        number = 0;
        if (rest.Length < 4) return false;
        number = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[4..];
        return true;
    }

    public bool TryShort(out ushort number)
    {
        number = 0;
        if (rest.Length < 2) return false;
        number = BinaryPrimitives.ReadUInt16BigEndian(rest);
        rest = rest[2..];
        return true;
    }

    /// <summary>A length and so many bytes.</summary>
    public bool TryText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryNumber(out var length) || length > NbdProtocol.LongestName || length > rest.Length) return false;
        text = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }
}
