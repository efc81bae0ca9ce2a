using System.Buffers.Binary;
using System.Collections.Frozen;
using Holdfast.Testing;
using Holdfast.Testing.Damage;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

public sealed class DamagedMediaTests
{
    private static readonly List<byte[]> Files = [.. Generated(), .. Real()];

    /// <summary>Bytes under the checksum of each header.</summary>
    private static readonly FrozenDictionary<uint, int> Covered =
        Headers(50, "TAPE", "SFMB", "SSET", "VOLB", "MSCI", "MSDA", "MSTL", "MSLS", "ESET").Concat(Headers(20, "RAID", "MQCI", "MQDA", "MQTL", "APAD", "SPAD")).ToFrozenDictionary();

    [Fact]
    public void Read_FiveThousandDamagedFiles_AreReadOrRefusedWithAnOffset()
    {
        var (read, refused) = Mutations.Run(20_240_405, 5000, Files, stream => MediaFile.Read(stream, default), IsRefusal);

        Assert.InRange(read, 100, 4900);
        Assert.InRange(refused, 100, 4900);
    }

    [Fact]
    public void Cut_FiveThousandDamagedFiles_JoinToTheFileWhateverTheReaderSays()
    {
        var (read, refused) = Mutations.Run(20_240_406, 5000, Files, Cut, IsRefusal);

        Assert.InRange(read, 100, 4900);
        Assert.InRange(refused, 100, 4900);
    }

    /// <summary>Whoever alters a file on purpose makes its checksums right again: then lengths and offsets behind them are what the reader meets.</summary>
    [Fact]
    public void Read_FiveThousandDamagedFilesWithRightChecksums_AreReadOrRefusedWithAnOffset()
    {
        var (read, refused) = Mutations.Run(20_240_407, 5000, Files, stream => MediaFile.Read(new MemoryStream(Reseal(stream.ToArray())), default), IsRefusal);

        Assert.InRange(read, 100, 4900);
        Assert.InRange(refused, 100, 4900);
    }

    [Fact]
    public void Read_EveryByteOfTheHeadersAtTheirExtremes_IsReadOrRefused()
    {
        var file = MediaWriter.File(new GeneratedSet('I', 1, 2, GeneratedPages.Database(1, 1), new byte[2]));
        foreach (var value in new byte[] { 0, 0xff })
        {
            for (var at = 0; at < 8192; at++)
            {
                var changed = (byte[])file.Clone();
                changed[at] = value;
                try
                {
                    MediaFile.Read(new MemoryStream(Reseal(changed)), default);
                }
                catch (MalformedFileException malformed)
                {
                    Assert.InRange(malformed.Offset, 0, file.Length);
                }
            }
        }
    }

    [Fact]
    public void Read_StreamThatClaimsToBeHuge_AllocatesForWhatIsThereOnly()
    {
        var file = Files[0];
        var stream = file.AsSpan().IndexOf("MQCI"u8);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(stream + 8), long.MaxValue / 4);
        var sealedAgain = Reseal((byte[])file.Clone());
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream(sealedAgain), default));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    private static bool IsRefusal(Exception exception) => exception is MalformedFileException { Offset: >= 0 };

    private static void Cut(BudgetStream stream)
    {
        var file = stream.ToArray();
        var (chunks, cutter) = Cutting.All(file, 90_000);
        Assert.Equal(file.Length, chunks.Sum(chunk => chunk.Length));
        cutter.Complete();
    }

    private static IEnumerable<byte[]> Generated()
    {
        var full = new GeneratedSet('D', 1, 2, GeneratedPages.Database(1, 5), new byte[512]);
        yield return MediaWriter.File(full);
        yield return MediaWriter.File(full with { Pages = null, Type = 'L' }, full, full with { Type = 'I', BaseGuid = full.Guid });
        yield return MediaWriter.File(3, 2, full with { Pages = GeneratedPages.Database(2, 9) });
    }

    private static IEnumerable<byte[]> Real()
    {
        string[] files = ["RestoreTimeClean/RestoreTimeClean_1.trn"];
        return files.Select(file => Artefacts.Find(Path.Combine("sqlserver", file))).OfType<string>().Select(File.ReadAllBytes);
    }

    /// <summary>Gives what still looks like a header of a block or of a stream its checksum.</summary>
    private static byte[] Reseal(byte[] file)
    {
        for (var at = 0; at + 52 <= file.Length; at += 4)
        {
            if (file[at] is < (byte)'A' or > (byte)'Z' || !Covered.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)), out var covered))
            {
                continue;
            }

            ushort sum = 0;
            for (var i = 0; i < covered; i += 2)
            {
                sum ^= BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + i));
            }

            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + covered), sum);
        }

        return file;
    }

    private static IEnumerable<KeyValuePair<uint, int>> Headers(int covered, params ReadOnlySpan<string> names)
    {
        var headers = new List<KeyValuePair<uint, int>>();
        foreach (var name in names)
        {
            headers.Add(new(BinaryPrimitives.ReadUInt32LittleEndian(System.Text.Encoding.ASCII.GetBytes(name)), covered));
        }

        return headers;
    }
}
