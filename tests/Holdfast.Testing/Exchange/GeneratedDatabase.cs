using System.Buffers.Binary;

namespace Holdfast.Testing.Exchange;

/// <summary>A database of the Extensible Storage Engine that never was: headers and checksums as the engine writes them, content from a seed.</summary>
public sealed record GeneratedDatabase(int PageLength, int Pages, int Seed = 1)
{
    public const uint Dirty = 2, Clean = 3;

    public uint State { get; init; } = Clean;

    /// <summary>Of the database; that of its logs is <see cref="LogSignature"/>.</summary>
    public uint Signature { get; init; } = 0x1111;

    public uint LogSignature { get; init; } = 0x2222;

    public int FirstRequired { get; init; }

    public int LastRequired { get; init; }

    public int LastCommitted { get; init; }

    /// <summary>Every so many pages one is empty, and one has the old checksum where the page length allows it; 0: none.</summary>
    public int Mixed { get; init; } = 5;

    public byte[] File()
    {
        var file = new byte[(Pages + 2) * PageLength];
        Header(file.AsSpan(0, PageLength));
        file.AsSpan(0, PageLength).CopyTo(file.AsSpan(PageLength));
        var random = new Random(Seed);
        for (var number = 1; number <= Pages; number++)
        {
            if (Mixed > 0 && number % Mixed == 0) continue;
            var page = file.AsSpan((number + 1) * PageLength, PageLength);
            random.NextBytes(page);
            if (Mixed > 0 && number % Mixed == 1 && PageLength <= 8192) EseSeal.OldPage(page, (uint)number);
            else EseSeal.NewPage(page, (uint)number);
        }
        return file;
    }

    private void Header(Span<byte> header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 0x89ABCDEF);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], 0x620);
        GeneratedLog.Sign(header[24..], Signature);
        BinaryPrimitives.WriteUInt32LittleEndian(header[52..], State);
        GeneratedLog.Time(header[72..], 1);
        GeneratedLog.Sign(header[108..], LogSignature);
        BinaryPrimitives.WriteUInt32LittleEndian(header[232..], 20);
        BinaryPrimitives.WriteUInt32LittleEndian(header[236..], (uint)PageLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[296..], FirstRequired);
        BinaryPrimitives.WriteInt32LittleEndian(header[300..], LastRequired);
        BinaryPrimitives.WriteInt32LittleEndian(header[416..], LastCommitted);
        header[667] = 1;
        EseSeal.Header(header);
    }
}
