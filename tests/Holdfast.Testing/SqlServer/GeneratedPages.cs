using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.Testing.SqlServer;

/// <summary>Pages of a database that never was, each with the checksum that SQL Server would give it.</summary>
public static class GeneratedPages
{
    public const int PageLength = 8192;

    /// <summary>A file of a database: pages 0, 1, 2 … with content from the seed.</summary>
    public static byte[] Database(int seed, int pages, ushort file = 1)
    {
        var content = new byte[pages * PageLength];
        for (var page = 0; page < pages; page++)
        {
            Fill(content.AsSpan(page * PageLength, PageLength), file, (uint)page, unchecked((seed * 1_000_003) + page));
        }

        return content;
    }

    /// <summary>Writes one page anew.</summary>
    public static void Fill(Span<byte> page, ushort file, uint number, int seed)
    {
        var random = new Random(seed);
        random.NextBytes(page);
        page[..96].Clear();
        page[0] = 1;
        page[1] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(page[4..], 0x200);
        BinaryPrimitives.WriteUInt32LittleEndian(page[32..], number);
        BinaryPrimitives.WriteUInt16LittleEndian(page[36..], file);
        BinaryPrimitives.WriteInt32LittleEndian(page[40..], seed);
        Seal(page);
    }

    /// <summary>Gives a page its checksum, word by word as the definition has it.</summary>
    public static void Seal(Span<byte> page)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(page[60..], 0);
        var checksum = 0u;
        for (var sector = 0; sector < 16; sector++)
        {
            var words = 0u;
            for (var word = 0; word < 128; word++)
            {
                words ^= BinaryPrimitives.ReadUInt32LittleEndian(page[((sector * 512) + (word * 4))..]);
            }

            checksum ^= BitOperations.RotateLeft(words, 15 - sector);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page[60..], checksum);
    }
}
