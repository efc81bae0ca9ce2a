using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Format;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class DamagedInputTests
{
    private const int Count = 5000;

    [Fact]
    public void TarReader_DamagedArchives_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(1, Count, [Archive(3), Archive(40)], stream =>
        {
            var reader = new TarReader("base.tar", new CountingReceiver());
            var buffer = new byte[1000];
            for (int length; (length = stream.Read(buffer)) > 0;) reader.Append(buffer.AsSpan(0, length));
            reader.Complete();
        }, IsRefusal);
        AssertBoth(read, refused);
    }

    [Fact]
    public void IncrementalReader_DamagedFiles_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(2, Count, [Incremental(8, 1, 3, 9), Incremental(40, 0, 39), Incremental(5)], stream =>
        {
            var bytes = ReadAll(stream);
            using var receiver = new MergedFileReceiver("base/5/INCREMENTAL.1259", bytes.Length, 10 * 8192, size => new CountedContent(size), () => { }, new PageVerifier(new Lsn(ulong.MaxValue)), 0);
            for (var at = 0; at < bytes.Length; at += 3000) receiver.Append(bytes.AsSpan(at, Math.Min(3000, bytes.Length - at)));
            receiver.Complete();
        }, IsRefusal);
        AssertBoth(read, refused);
    }

    [Fact]
    public void MessageReader_DamagedConversations_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(3, Count, [Conversation()], stream =>
        {
            var reader = new MessageReader(stream);
            while (stream.Position < stream.Length || reader.Offset < stream.Length)
            {
                var kind = reader.Read();
                var fields = new MessageFields(reader.Payload.Span);
                if (kind is 'E' or 'N') _ = ServerMessage.Parse(reader.Payload.Span).ToString();
                else if (kind == 'T')
                {
                    for (var columns = fields.Int16(); columns > 0; columns--)
                    {
                        fields.Text();
                        fields.Take(18);
                    }
                }
                else if (kind == 'd' && (char)fields.Byte() == 'w') _ = PgTime.From(Skip(ref fields));
            }
        }, error => IsRefusal(error) || error is EndOfStreamException);
        AssertBoth(read, refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ManifestReader_DamagedManifests_AreReadOrRefused(bool resealed)
    {
        var (read, refused) = Mutations.Run(resealed ? 4 : 5, Count, [Manifest(3), Manifest(30)], stream =>
        {
            var bytes = ReadAll(stream);
            ManifestReader.Read(resealed ? Reseal(bytes) : bytes);
        }, IsRefusal);
        Assert.True(refused > 1000, $"{refused} were refused");
        Assert.True(!resealed || read > 100, $"{read} were read");
    }

    [Fact]
    public void WalReader_DamagedLogs_AreReadOrRefused()
    {
        var found = 0;
        var (read, _) = Mutations.Run(6, Count, [Log()], stream =>
        {
            var reader = new WalReader(record => found += record.IsSound ? 0 : 1);
            var page = new byte[WalReader.PageSize];
            for (Lsn at = new(16 << 20); stream.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length; at = at.Add(page.Length)) reader.Append(page, at);
        }, IsRefusal);
        Assert.True(read > 0);
        Assert.True(found > 1000, $"{found} records were found damaged");
    }

    [Fact]
    public void WalReader_Records_AreReadAcrossPagesWithTheirTimes()
    {
        var records = new List<WalRecord>();
        var reader = new WalReader(records.Add);
        var log = Log();
        for (var at = 0; at < log.Length; at += WalReader.PageSize) reader.Append(log.AsSpan(at, WalReader.PageSize), new Lsn((16 << 20) + (ulong)at));

        Assert.Equal(50, records.Count);
        Assert.All(records, record => Assert.True(record.IsSound));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => PgTime.From(i * 2_000_000L)), records.Where(record => record.Ended is not null).Select(record => record.Ended!.Value));
        Assert.All(records.Skip(1).Zip(records), pair => Assert.Equal(pair.Second.Position, pair.First.Previous));
    }

    [Fact]
    public void MergedFile_BlocksTruncationAndGrowth_MakeTheWholeFile()
    {
        var previous = new byte[10 * 8192];
        for (var i = 0; i < previous.Length; i++) previous[i] = (byte)(1 + (i / 8192));
        byte[] Merge(byte[] file)
        {
            MemoryContent? content = null;
            using var receiver = new MergedFileReceiver("base/5/INCREMENTAL.1", file.Length, previous.Length, _ => content = new MemoryContent(previous), () => { }, null, 0);
            receiver.Append(file);
            receiver.Complete();
            return content!.ToArray();
        }
        static IEnumerable<int> Firsts(byte[] file) => Enumerable.Range(0, file.Length / 8192).Select(page => (int)file[page * 8192]);

        Assert.Equal([1, 101, 3, 103, 5, 6, 7, 8], Firsts(Merge(Incremental(8, 1, 3))));
        // Cut off at block 4 and grown again: block 9 came, what lies between must not come back.
        Assert.Equal([1, 2, 3, 4, 0, 0, 0, 0, 0, 109], Firsts(Merge(Incremental(4, 9))));
        // Grown beyond the previous file's end: zero where nothing was written.
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 112], Firsts(Merge(Incremental(10, 12))));
        Assert.Equal([1, 2, 3], Firsts(Merge(Incremental(3))));
    }

    private static bool IsRefusal(Exception error) => error is MalformedDataException;

    private static void AssertBoth(int read, int refused)
    {
        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    private static long Skip(ref MessageFields fields)
    {
        fields.Lsn();
        fields.Lsn();
        return fields.Int64();
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static byte[] Archive(int files)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(stream, System.Formats.Tar.TarEntryFormat.Ustar, leaveOpen: true))
            for (var i = 0; i < files; i++)
            {
                writer.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.Directory, $"base/{i}/"));
                writer.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, $"base/{i}/1259") { DataStream = new MemoryStream(new byte[i * 700]) });
            }
        return stream.ToArray();
    }

    /// <summary>Block n is filled with 100 + n.</summary>
    private static byte[] Incremental(uint truncation, params uint[] blocks)
    {
        var header = new byte[blocks.Length == 0 ? 12 : 8192];
        BinaryPrimitives.WriteUInt32LittleEndian(header, IncrementalHeader.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), blocks.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), truncation);
        for (var i = 0; i < blocks.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12 + (i * 4)), blocks[i]);
        return [.. header, .. blocks.SelectMany(block => Enumerable.Repeat((byte)(100 + block), 8192))];
    }

    private static byte[] Conversation()
    {
        var bytes = new List<byte>();
        for (var i = 0; i < 20; i++)
        {
            bytes.AddRange(new MessageWriter('T').Byte(0).Byte(1).Text("recptr").Bytes(new byte[18]).Done());
            bytes.AddRange(new MessageWriter('D').Byte(0).Byte(1).Int32(4).Bytes("0/16"u8).Done());
            bytes.AddRange(new MessageWriter('N').Byte((byte)'V').Text("NOTICE").Byte((byte)'M').Text("checksum").Byte(0).Done());
            bytes.AddRange(new MessageWriter('d').Byte((byte)'w').Int64(16).Int64(32).Int64(64).Bytes(new byte[200]).Done());
        }
        return [.. bytes];
    }

    private static byte[] Manifest(int files) => ManifestWriter.Write(new BackupManifest(2, 7_300_000_000_000_000_000,
        Enumerable.Range(0, files).ToDictionary(i => $"base/5/{i}", i => new ManifestFile(i * 8192, "2026-01-02 03:04:05 GMT", i % 3 == 0 ? null : "CRC32C", i % 3 == 0 ? null : "0badcafe")), [new WalRange(1, new Lsn(40), new Lsn(80))]));

    private static byte[] Reseal(byte[] bytes)
    {
        var line = bytes.AsSpan().TrimEnd((byte)'\n').LastIndexOf((byte)'\n') + 1;
        return [.. bytes.AsSpan(0, line), .. Encoding.ASCII.GetBytes($"\"Manifest-Checksum\": \"{Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, line)))}\"}}\n")];
    }

    /// <summary>Fifty records of which every other is a commit, over several pages.</summary>
    private static byte[] Log()
    {
        const int Start = 16 << 20;
        var pages = new List<byte>();
        var previous = 0L;
        void Page(int rest)
        {
            var at = Start + pages.Count;
            var header = new byte[pages.Count == 0 ? 40 : 24];
            BinaryPrimitives.WriteUInt16LittleEndian(header, 0xD110);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), (ushort)((pages.Count == 0 ? 2 : 0) | (rest > 0 ? 1 : 0)));
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), at);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), rest);
            pages.AddRange(header);
        }
        Page(0);
        for (var i = 0; i < 50; i++)
        {
            while (pages.Count % 8 != 0) pages.Add(0);
            if (pages.Count % 8192 == 0) Page(0);
            var isCommit = i % 2 == 0;
            byte[] body = isCommit ? [255, 8, .. BitConverter.GetBytes(i * 1_000_000L)] : [254, 0, 4, 0, 0, .. Enumerable.Repeat((byte)i, 1024)];
            var record = new byte[24 + body.Length];
            BinaryPrimitives.WriteInt32LittleEndian(record, record.Length);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(8), previous);
            record[17] = (byte)(isCommit ? 1 : 10);
            body.CopyTo(record, 24);
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(20), Crc32C.End(Crc32C.Append(Crc32C.Append(Crc32C.Start, body), record.AsSpan(0, 20))));
            previous = Start + pages.Count;
            for (var at = 0; at < record.Length;)
            {
                if (pages.Count % 8192 == 0) Page(record.Length - at);
                var part = Math.Min(record.Length - at, 8192 - (pages.Count % 8192));
                pages.AddRange(record.AsSpan(at, part).ToArray());
                at += part;
            }
        }
        while (pages.Count % 8192 != 0) pages.Add(0);
        return [.. pages];
    }

    private sealed class CountingReceiver : ITarReceiver
    {
        private long expected;

        public void Begin(TarEntry entry) => expected = entry.Size;

        public void Content(ReadOnlySpan<byte> bytes) => expected -= bytes.Length;

        public void End() => Assert.Equal(0, expected);
    }

    private sealed class CountedContent(long size) : ItemContent
    {
        private long length;

        public override long Length => length;

        public override void Append(ReadOnlySpan<byte> bytes) => length += bytes.Length;

        public override void AppendHole(long count) => length += count;

        public override void CopyPrevious(long offset, long count) => length += offset >= 0 && offset + count <= 10 * 8192 ? count : throw new InvalidOperationException("beyond the previous file");

        public override void Complete() => Assert.Equal(size, length);

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class MemoryContent(byte[] previous) : ItemContent
    {
        private readonly MemoryStream stream = new();

        public override long Length => stream.Length;

        public override void Append(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

        public override void AppendHole(long count) => stream.Write(new byte[count]);

        public override void CopyPrevious(long offset, long count) => stream.Write(previous, (int)offset, (int)count);

        public override void Complete() => stream.Flush();

        public byte[] ToArray() => stream.ToArray();

        protected override void Dispose(bool disposing) => stream.Dispose();
    }
}
