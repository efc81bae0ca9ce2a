using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Testing.SqlServer;

/// <summary>Writes backup files as SQL Server lays them out, as far as that is known: blocks, streams, checksums of both, configuration with files. For tests and benchmarks: no
/// server has been asked to restore one.</summary>
public sealed class MediaWriter
{
    private const int BlockUnit = 512;

    private readonly MemoryStream output = new();

    private MediaWriter(int families, int family)
    {
        var tape = Header("TAPE", 140);
        PutText(tape, 80, 94, "Microsoft SQL Server");
        Put16(tape, 86, 0x1200);
        var stripes = new byte[32];
        Put16(stripes, 20, families);
        Put16(stripes, 24, family);
        Block(tape, ("RAID", stripes, 0));
        Filemark();
    }

    /// <summary>One file.</summary>
    public static byte[] File(int families, int family, params IEnumerable<GeneratedSet> sets)
    {
        var writer = new MediaWriter(families, family);
        foreach (var set in sets)
        {
            writer.Set(set);
        }

        return writer.output.ToArray();
    }

    public static byte[] File(params IEnumerable<GeneratedSet> sets) => File(1, 1, sets);

    private void Set(GeneratedSet set)
    {
        var start = Header("SSET", 144);
        Put16(start, 72, set.PasswordLength);
        Put16(start, 74, 120);
        PutText(start, 76, 122, "GEN\\writer");
        PutDate(start, 88, set.Started);
        start[95] = 8;
        set.Guid.TryWriteBytes(start.AsSpan(100));
        Block(start);
        Block(Header("VOLB", 92));
        Block(Header("MSCI", 56), ("MQCI", Configuration(set, false), 0));
        if (set.Pages is { } pages)
        {
            var data = Header("MSDA", 60);
            Put16(data, 58, 1);
            Block(data, ("MQDA", Leading(pages), 2), ("MQDA", [], 6));
        }

        Block(Header("MSTL", 592), ("MQTL", Leading(set.Log), 0));
        Block(Header("MSLS", 56), ("MQCI", Configuration(set, true), 0));
        Filemark();
        Block(Header("ESET", 88));
        Block(Header("ESET", 88));
        Filemark();
    }

    private static byte[] Leading(byte[] content) => [0, 0, .. content];

    private static byte[] Configuration(GeneratedSet set, bool atEnd)
    {
        var scope = new byte[364 + ((set.Database.Length + set.Server.Length) * 2)];
        Encoding.ASCII.GetBytes("SCIN", scope);
        Put32(scope, 4, (uint)scope.Length);
        Put32(scope, 8, set.Flags | (set.Type == 'I' ? 0xa00u : 0x200u));
        Put16(scope, 24, 4000);
        scope[26] = 50;
        scope[27] = 10;
        PutLsn(scope, 32, set.FirstBlock);
        PutLsn(scope, 42, set.LastBlock);
        PutLsn(scope, 52, set.FirstBlock);
        PutDate(scope, 72, set.Started.Date.AddHours(1));
        PutDate(scope, 77, set.Started);
        if (atEnd)
        {
            PutDate(scope, 82, set.Started.AddMinutes(30));
        }

        scope[87] = (byte)set.Type;
        scope[91] = 100;
        Put16(scope, 94, 661);
        BinaryPrimitives.WriteInt64LittleEndian(scope.AsSpan(96), (set.Pages?.Length ?? 0) + set.Log.Length);
        PutText(scope, 104, 364, set.Database);
        PutText(scope, 108, 364 + (set.Database.Length * 2), set.Server);
        Put16(scope, 116, 1033);
        set.FamilyGuid.TryWriteBytes(scope.AsSpan(156));
        if (set.ForkBlock > 0)
        {
            PutLsn(scope, 172, set.ForkBlock);
            set.EarlierFork.TryWriteBytes(scope.AsSpan(184));
        }

        set.FamilyGuid.TryWriteBytes(scope.AsSpan(224));
        if (set.Type == 'I')
        {
            PutLsn(scope, 260, set.BaseBlock);
            set.BaseGuid.TryWriteBytes(scope.AsSpan(272));
        }

        var group = new byte[62];
        Encoding.ASCII.GetBytes("SFGI", group);
        Put32(group, 4, 62);
        Put32(group, 12, 1);
        PutText(group, 16, 48, "PRIMARY");
        return [.. scope, .. group, .. FileRecord(1, set.Database, "mdf", set.Pages?.Length ?? 0), .. FileRecord(2, set.Database + "_log", "ldf", 1 << 20)];
    }

    private static byte[] FileRecord(int id, string logical, string extension, long size)
    {
        var path = $"D:\\data\\{logical}.{extension}";
        var record = new byte[1024 + ((logical.Length + path.Length) * 2)];
        Encoding.ASCII.GetBytes("SFIN", record);
        Put32(record, 4, (uint)record.Length);
        Put32(record, 8, id == 1 ? 0x84u : 0xcu);
        Put32(record, 20, (uint)id);
        Put32(record, 36, id == 1 ? 1u : 0);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), size);
        PutText(record, 48, 1024, logical);
        PutText(record, 52, 1024 + (logical.Length * 2), path);
        return record;
    }

    /// <summary>A block's bytes up to its first stream, without its checksum.</summary>
    private static byte[] Header(string name, int length)
    {
        var block = new byte[length];
        Encoding.ASCII.GetBytes(name, block);
        Put16(block, 8, length);
        block[10] = 0x0e;
        block[11] = 1;
        block[48] = 2;
        return block;
    }

    private void Filemark()
    {
        var block = Header("SFMB", BlockUnit);
        Put16(block, 50, Xor(block.AsSpan(0, 50)));
        output.Write(block);
    }

    private void Block(byte[] block, params ReadOnlySpan<(string Name, byte[] Content, int Attributes)> streams)
    {
        Put16(block, 50, Xor(block.AsSpan(0, 50)));
        output.Write(block);
        foreach (var (name, content, attributes) in streams)
        {
            if (content.Length > 2 && name is "MQDA" or "MQTL")
            {
                // The content, behind two more headers and two bytes, begins at a multiple of the unit.
                var over = (output.Length + 22 + 22 + 2) % BlockUnit;
                Stream("APAD", new byte[(BlockUnit - over) % BlockUnit], 0x80);
            }

            Stream(name, content, attributes);
        }

        var rest = (int)(BlockUnit - ((output.Length + 22) % BlockUnit)) % BlockUnit;
        Stream("SPAD", new byte[rest], 0);
    }

    private void Stream(string name, byte[] content, int attributes)
    {
        var header = new byte[22];
        Encoding.ASCII.GetBytes(name, header);
        Put16(header, 6, attributes);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), content.Length);
        Put16(header, 20, Xor(header.AsSpan(0, 20)));
        output.Write(header);
        output.Write(content);
        while (output.Length % 4 != 0)
        {
            output.WriteByte(0);
        }
    }

    private static int Xor(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum ^= BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..]);
        }

        return sum;
    }

    private static void PutText(byte[] target, int at, int offset, string text)
    {
        Put16(target, at, text.Length * 2);
        Put16(target, at + 2, offset);
        Encoding.Unicode.GetBytes(text, target.AsSpan(offset));
    }

    private static void PutDate(byte[] target, int at, DateTime time)
    {
        var bits = ((ulong)time.Year << 26) | ((ulong)time.Month << 22) | ((ulong)time.Day << 17) | ((ulong)time.Hour << 12) | ((ulong)time.Minute << 6) | (uint)time.Second;
        for (var i = 0; i < 5; i++)
        {
            target[at + i] = (byte)((bits >> (32 - (8 * i))) & 0xff);
        }
    }

    private static void PutLsn(byte[] target, int at, uint block)
    {
        Put32(target, at, 40);
        Put32(target, at + 4, block);
        Put16(target, at + 8, 1);
    }

    private static void Put16(byte[] target, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(at), (ushort)value);

    private static void Put32(byte[] target, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(target.AsSpan(at), value);
}
