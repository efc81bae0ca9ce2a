using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Files.Windows.Streams;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.WindowsFiles;

public sealed class BackupStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Read_AllKindsInPiecesOfAnyLength_GivesWhatWasWritten(int piece)
    {
        var (bytes, streams) = Sample();

        Assert.Equal(streams, Read(bytes, piece));
    }

    [Fact]
    public void Read_BytesByHand_AreUnderstood()
    {
        // WIN32_STREAM_ID field by field: alternate data ":x:$DATA" of 3 bytes, normal attributes.
        var name = Encoding.Unicode.GetBytes(":x:$DATA");
        byte[] bytes = [4, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, (byte)name.Length, 0, 0, 0, .. name, 65, 66, 67];

        var (header, content, _) = Assert.Single(Read(bytes, 4096));

        Assert.Equal("x", header.PlainName);
        Assert.Equal("ABC", content);
    }

    [Fact]
    public void Write_SparseBlock_PutsItsOffsetBeforeItsDataAndCountsIt()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BackupStreamWriter(output);
        writer.Begin(new BackupStreamHeader(BackupStreamKind.SparseBlock, BackupStreamTraits.Sparse, 2, Offset: 0x1_0000_0000));
        writer.Write([1, 2]);
        writer.Finish();

        Assert.Equal([9, 0, 0, 0, 8, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2], output.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 11)]
    [InlineData(11, 0x80)]
    [InlineData(16, 3)]
    [InlineData(18, 1)]
    public void Read_ImpossibleHeader_IsRefused(int at, byte value)
    {
        var (bytes, _) = Sample();
        bytes[at] = value;

        Assert.True(Assert.Throws<MalformedFileException>(() => Read(bytes, 4096)).Offset <= 20);
    }

    [Fact]
    public void Read_SizeBeyondAllLengths_IsRefused()
    {
        var (bytes, _) = Sample();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), -1);

        Assert.Equal(8, Assert.Throws<MalformedFileException>(() => Read(bytes, 4096)).Offset);
    }

    [Fact]
    public void Finish_CutOffAnywhereWithinAStream_IsRefused()
    {
        var (bytes, streams) = Sample();
        var ends = new HashSet<int>();
        for (int index = 0, at = 0; index < streams.Count; index++)
        {
            var (header, content, _) = streams[index];
            at += 20 + (header.Name.Length * 2) + (header.Kind == BackupStreamKind.SparseBlock ? 8 : 0) + content.Length;
            ends.Add(at);
        }

        for (var length = 1; length < bytes.Length; length++)
        {
            if (ends.Contains(length)) Read(bytes[..length], 4096);
            else Assert.Throws<MalformedFileException>(() => Read(bytes[..length], 4096));
        }
    }

    [Fact]
    public void Skip_RestOfAStream_GoesOnWithTheNext()
    {
        var (bytes, _) = Sample();
        var reader = new BackupStreamReader();
        ReadOnlySpan<byte> input = bytes.AsSpan(0, 25);
        Assert.Equal(BackupStreamStep.Header, reader.Read(ref input, out _));
        Assert.Equal(BackupStreamStep.Data, reader.Read(ref input, out _));
        var left = (int)reader.Left;
        reader.Skip(left);

        input = bytes.AsSpan(25 + left);
        Assert.Equal(BackupStreamStep.Header, reader.Read(ref input, out _));
        Assert.Equal(BackupStreamKind.ExtendedAttributes, reader.Stream!.Kind);
    }

    [Fact]
    public void Read_FiveThousandDamagedInputs_AreReadOrRefusedWithAnOffset()
    {
        var (bytes, _) = Sample();

        var (good, refused) = Mutations.Run(20_261_101, 5000, [bytes, bytes[..200]], stream => Read(stream.ToArray(), 37), error => error is MalformedFileException { Offset: >= 0 });

        Assert.InRange(good, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    internal static (byte[] Bytes, List<(BackupStreamHeader Header, string Content, long Offset)> Streams) Sample()
    {
        List<(BackupStreamHeader Header, string Content, long Offset)> streams =
        [
            Of(BackupStreamKind.Security, "descriptor", traits: BackupStreamTraits.ContainsSecurity),
            Of(BackupStreamKind.ExtendedAttributes, "attributes"),
            Of(BackupStreamKind.Data, new string('d', 300)),
            Of(BackupStreamKind.AlternateData, "from the web", ":Zone.Identifier:$DATA"),
            Of(BackupStreamKind.AlternateData, "", ":holes:$DATA", BackupStreamTraits.Sparse),
            Of(BackupStreamKind.SparseBlock, "block", offset: 65_536, traits: BackupStreamTraits.Sparse),
            Of(BackupStreamKind.SparseBlock, "", offset: 1 << 20, traits: BackupStreamTraits.Sparse),
            Of(BackupStreamKind.Link, "link"),
            Of(BackupStreamKind.Property, "property"),
            Of(BackupStreamKind.ObjectId, new string('o', 64)),
            Of(BackupStreamKind.Reparse, "reparse"),
            Of(BackupStreamKind.Transacted, "txf"),
        ];
        var output = new ArrayBufferWriter<byte>();
        var writer = new BackupStreamWriter(output);
        foreach (var (header, content, _) in streams)
        {
            writer.Begin(header);
            writer.Write(Encoding.ASCII.GetBytes(content));
        }
        writer.Finish();
        return (output.WrittenSpan.ToArray(), streams);
    }

    private static (BackupStreamHeader, string, long) Of(BackupStreamKind kind, string content, string name = "", BackupStreamTraits traits = BackupStreamTraits.None, long offset = 0) =>
        (new BackupStreamHeader(kind, traits, content.Length, name, offset), content, offset);

    private static List<(BackupStreamHeader Header, string Content, long Offset)> Read(byte[] bytes, int piece)
    {
        var found = new List<(BackupStreamHeader Header, string Content, long Offset)>();
        var reader = new BackupStreamReader();
        for (var at = 0; at < bytes.Length; at += piece)
        {
            ReadOnlySpan<byte> input = bytes.AsSpan(at, Math.Min(piece, bytes.Length - at));
            for (var step = reader.Read(ref input, out var data); step != BackupStreamStep.NeedsInput; step = reader.Read(ref input, out data))
            {
                if (step == BackupStreamStep.Header)
                {
                    found.Add((reader.Stream!, "", reader.Stream!.Offset));
                    continue;
                }
                Assert.Equal(found[^1].Offset + found[^1].Content.Length, reader.Offset);
                found[^1] = found[^1] with { Content = found[^1].Content + Encoding.ASCII.GetString(data) };
            }
        }
        reader.Finish();
        Assert.Equal(bytes.Length, reader.Position);
        return found;
    }
}
