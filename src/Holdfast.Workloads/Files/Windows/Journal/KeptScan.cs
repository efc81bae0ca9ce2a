using System.Buffers.Binary;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>What a scan leaves for the next one, in the attribute <see cref="NtfsNames.Scan"/> of its root.</summary>
/// <param name="Position">Where the journal stood before the tree was looked at, so that what happened meanwhile is told once more.</param>
/// <param name="Rules">Fingerprint of what the scan was told to take: with other rules, nothing follows from what it found.</param>
internal sealed record KeptScan(UsnPosition Position, byte[] Rules)
{
    private const int RulesAt = 24, Length = RulesAt + 32;

    /// <returns>Null: it is of a version that is not known here.</returns>
    public static KeptScan? Read(byte[]? bytes) => bytes is not { Length: Length }
        ? null
        : new KeptScan(
            new UsnPosition(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16))), bytes[RulesAt..]);

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Position.VolumeSerial);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Position.JournalId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Position.NextUsn);
        Rules.CopyTo(bytes, RulesAt);
        return bytes;
    }
}
