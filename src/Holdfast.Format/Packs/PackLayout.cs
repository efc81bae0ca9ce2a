namespace Holdfast.Format.Packs;

/// <summary>Sizes and constants of the pack format, version 1. docs/format.md §4 and §5.</summary>
public static class PackLayout
{
    public const ushort Version = 1;
    public const int HeaderSize = 96;
    public const int TagSize = 16;

    /// <summary>Marks where a record starts: an AES block that only a holder of the pack's key can tell from noise.</summary>
    public const int MarkerSize = 16;

    /// <summary>id 32, kind 1, codec 1, reserved 2, plain length 4, stored length 4.</summary>
    public const int RecordHeaderSize = 44;

    /// <summary>Bytes a record adds to its payload.</summary>
    public const int RecordOverhead = MarkerSize + RecordHeaderSize + TagSize + TagSize;

    /// <summary>id 32, kind 1, codec 1, reserved 2, offset 4, stored length 4, plain length 4.</summary>
    public const int FooterEntrySize = 48;

    /// <summary>magic 8, footer offset 4, footer length 4, pack length 4, reserved 4.</summary>
    public const int TrailerSize = 24;

    /// <summary>No chunk is larger; bounds what a reader allocates for one record.</summary>
    public const int LargestChunk = 16 << 20;

    /// <summary>More entries in a footer are refused as damage.</summary>
    public const int MostEntries = 1 << 20;

    /// <summary>Footers are padded to a multiple of this, packs (in a vault) to a multiple of <see cref="PackAlignment"/>, so that lengths tell little.</summary>
    public const int FooterAlignment = 1024;
    public const int PackAlignment = 64 * 1024;

    internal const uint FooterSlot = uint.MaxValue;

    internal static ReadOnlySpan<byte> HeaderMagic => "HOLDPACK"u8;

    internal static ReadOnlySpan<byte> TrailerMagic => "HOLDPEND"u8;

    public static int RecordSize(int payloadLength) => RecordOverhead + payloadLength;

    /// <summary>Where the payload of a record lies, sealed or not: it has the same length as ciphertext, and is opened and sealed in place where need be.</summary>
    public static Span<byte> PayloadOf(Span<byte> record) => record[(RecordOverhead - TagSize)..^TagSize];
}
