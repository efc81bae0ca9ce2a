using System.Buffers.Binary;
using System.Globalization;

namespace Holdfast.Workloads.SqlServer;

/// <summary>A place in a SQL Server log: virtual log file, block in it, slot in the block. Text is the decimal number that msdb and RESTORE HEADERONLY show,
/// numeric(25): file · 10^15 + block · 10^5 + slot.</summary>
public readonly record struct Lsn(uint File, uint Block, ushort Slot) : IComparable<Lsn>
{
    /// <summary>Bytes of one in pages, log, and backup headers.</summary>
    public const int Length = 10;

    /// <summary>What SQL Server shows where there is none.</summary>
    public static Lsn Zero => default;

    private const ulong PerBlock = 100_000;
    private const ulong PerFile = 1_000_000_000_000_000;

    public bool IsZero => this == default;

    public UInt128 Number => ((UInt128)File * PerFile) + (Block * PerBlock) + Slot;

    /// <param name="text">Decimal digits, as msdb has them.</param>
    public static bool TryParse(string? text, out Lsn lsn)
    {
        lsn = default;
        if (!UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var file = number / PerFile;
        var block = number % PerFile / PerBlock;
        var slot = number % PerBlock;
        if (file > uint.MaxValue || block > uint.MaxValue || slot > ushort.MaxValue)
        {
            return false;
        }

        lsn = new Lsn((uint)file, (uint)block, (ushort)slot);
        return true;
    }

    /// <exception cref="FormatException">The text is no LSN.</exception>
    public static Lsn Parse(string text) => TryParse(text, out var lsn) ? lsn : throw new FormatException($"\"{text}\" is no LSN as SQL Server writes it.");

    /// <summary>Reads its 10 bytes, little-endian.</summary>
    public static Lsn Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(source), BinaryPrimitives.ReadUInt32LittleEndian(source[4..]), BinaryPrimitives.ReadUInt16LittleEndian(source[8..]));

    /// <summary>Writes its 10 bytes, little-endian.</summary>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, File);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Block);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Slot);
    }

    public int CompareTo(Lsn other)
    {
        var byFile = File.CompareTo(other.File);
        var byBlock = byFile != 0 ? byFile : Block.CompareTo(other.Block);
        return byBlock != 0 ? byBlock : Slot.CompareTo(other.Slot);
    }

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Lsn left, Lsn right) => left.CompareTo(right) < 0;

    public static bool operator >(Lsn left, Lsn right) => left.CompareTo(right) > 0;

    public static bool operator <=(Lsn left, Lsn right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Lsn left, Lsn right) => left.CompareTo(right) >= 0;
}
