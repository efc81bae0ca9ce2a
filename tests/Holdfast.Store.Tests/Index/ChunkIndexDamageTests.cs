using Holdfast.Format.Chunks;
using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

/// <summary>Whatever a kill or a bad disk leaves behind: an answer is right, or its pack is reported as not covered.</summary>
public sealed class ChunkIndexDamageTests : IDisposable
{
    private static readonly ChunkIndexOptions Options = new() { RecentEntries = 100_000, SmallestRun = 1 };

    private readonly IndexFolder sound = new();
    private readonly IndexModel model = new();
    private readonly ChunkId[] ids = [.. Enumerable.Range(0, 460).Select(Sample.Chunk), .. Enumerable.Range(0, 40).Select(Sample.Crowded)];

    public ChunkIndexDamageTests()
    {
        using var index = ChunkIndex.Open(sound.Path, Options);
        Fill(index, model, firstPack: 0, packs: 12, firstChunk: 0);
        index.Flush();
        Fill(index, model, firstPack: 12, packs: 5, firstChunk: 290);
        index.Flush();
        Fill(index, model, firstPack: 17, packs: 2, firstChunk: 400);
        index.RemovePack(Sample.Pack(3));
        model.Remove(Sample.Pack(3));
        index.Flush();
        Assert.Equal(3, index.RunCount);
    }

    public void Dispose() => sound.Dispose();

    [Fact]
    public void Open_ByteFlippedAnywhere_AnswersRightOrReportsThePack()
    {
        foreach (var file in sound.Files)
        {
            var length = new FileInfo(file).Length;
            for (var at = 0L; at < length; at += length - at <= 600 || length < 600 ? 3 : 61)
                CheckDamaged(Path.GetFileName(file), bytes => bytes[at] ^= (byte)(1 << (int)(at % 8)));
        }
    }

    [Fact]
    public void Open_FileCutAnywhere_AnswersRightOrReportsThePack()
    {
        foreach (var file in sound.Files)
        {
            var length = (int)new FileInfo(file).Length;
            for (var kept = 0; kept < length; kept += length < 600 ? 7 : 509)
            {
                using var damaged = sound.Copy();
                using (var stream = new FileStream(damaged.File(Path.GetFileName(file)), FileMode.Open)) stream.SetLength(kept);
                Check(damaged);
            }
        }
    }

    [Fact]
    public void Open_FileMissing_ReportsItsPacks()
    {
        foreach (var file in sound.Files)
        {
            using var damaged = sound.Copy();
            File.Delete(damaged.File(Path.GetFileName(file)));
            Check(damaged);
        }
    }

    [Fact]
    public void Open_RunsExchanged_ReportsTheirPacks()
    {
        string[] runs = [.. sound.Files.Where(file => file.EndsWith(".run", StringComparison.Ordinal)).Select(file => Path.GetFileName(file))];
        using var damaged = sound.Copy();
        File.Copy(sound.File(runs[0]), damaged.File(runs[1]), overwrite: true);
        File.Copy(sound.File(runs[1]), damaged.File(runs[0]), overwrite: true);
        Check(damaged);
    }

    [Fact]
    public void Open_UnknownVersion_DiscardsAll()
    {
        using var damaged = sound.Copy();
        var manifest = damaged.File("manifest");
        var bytes = File.ReadAllBytes(manifest);
        bytes[8] = 2;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(
            bytes.AsSpan(bytes.Length - 8), System.IO.Hashing.XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - 8)));
        File.WriteAllBytes(manifest, bytes);

        using var index = ChunkIndex.Open(damaged.Path, Options);
        Assert.False(index.IsComplete);
        Assert.Empty(index.Packs);
        Assert.Contains("version", index.Discarded[0]);
    }

    /// <summary>A page that goes bad while the index is open is noticed by the lookup, and by a merge, that reads it.</summary>
    [Fact]
    public void TryFind_PageGoesBadWhileOpen_ReportsThePacksOfTheRun()
    {
        using var damaged = sound.Copy();
        using var index = ChunkIndex.Open(damaged.Path, Options);
        using (var stream = new FileStream(damaged.Files.First(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Position = 5000;
            stream.WriteByte(0xA5);
            stream.WriteByte(0x5A);
        }
        Assert.True(index.IsComplete);
        model.AssertRightOrNotCovered(index, ids);
        Assert.False(index.IsComplete);
        CheckRepairs(damaged, index);
    }

    /// <summary>The states between two durable steps of a flush that also merges: old and new files in every mixture a kill can leave.</summary>
    [Fact]
    public void Open_KilledDuringFlushAndMerge_FindsTheOldOrTheNewIndex()
    {
        using var after = sound.Copy();
        var newer = model.Clone();
        using (var index = ChunkIndex.Open(after.Path, Options))
        {
            Fill(index, newer, firstPack: 30, packs: 12, firstChunk: 100);
            index.Flush();
            Assert.Equal(1, index.RunCount);
        }
        var added = after.Files.Where(file => !File.Exists(sound.File(Path.GetFileName(file)))).ToArray();

        foreach (var kept in new[] { 0, 1, 4096, 9000, int.MaxValue })
        {
            using var killed = sound.Copy();
            foreach (var file in added) File.WriteAllBytes(killed.File(Path.GetFileName(file)), [.. File.ReadAllBytes(file).Take(kept)]);
            File.WriteAllBytes(killed.File("manifest.tmp"), [.. File.ReadAllBytes(after.File("manifest")).Take(kept)]);
            using var index = ChunkIndex.Open(killed.Path, Options);
            Assert.True(index.IsComplete);
            model.AssertSame(index, ids);
            Assert.Equal(sound.Files.Select(Path.GetFileName), killed.Files.Select(Path.GetFileName));
        }

        using var replaced = sound.Copy();
        foreach (var file in after.Files) File.Copy(file, replaced.File(Path.GetFileName(file)), overwrite: true);
        using var reopened = ChunkIndex.Open(replaced.Path, Options);
        Assert.True(reopened.IsComplete);
        newer.AssertSame(reopened, ids);
        Assert.Equal(after.Files.Select(Path.GetFileName), replaced.Files.Select(Path.GetFileName));
    }

    private void CheckDamaged(string name, Action<byte[]> damage)
    {
        using var damaged = sound.Copy();
        var bytes = File.ReadAllBytes(damaged.File(name));
        damage(bytes);
        File.WriteAllBytes(damaged.File(name), bytes);
        Check(damaged);
    }

    private void Check(IndexFolder damaged)
    {
        using var index = ChunkIndex.Open(damaged.Path, Options);
        model.AssertRightOrNotCovered(index, ids);
        Assert.False(index.IsComplete);
    }

    /// <summary>Adding what is not covered makes the index whole, now and after reopening.</summary>
    private void CheckRepairs(IndexFolder damaged, ChunkIndex index)
    {
        foreach (var pack in model.Packs.Where(pack => !index.HasPack(pack)).ToArray())
        {
            // Re-added packs count as new: the model learns their new age.
            var entries = model.EntriesOf(pack);
            index.AddPack(pack, entries);
            model.Remove(pack);
            model.Add(pack, entries);
        }
        index.Flush();
        model.AssertSame(index, ids);
        index.Dispose();
        using var reopened = ChunkIndex.Open(damaged.Path, Options);
        Assert.True(reopened.IsComplete);
        model.AssertSame(reopened, ids);
    }

    private static void Fill(ChunkIndex index, IndexModel model, int firstPack, int packs, int firstChunk)
    {
        for (var i = 0; i < packs; i++)
        {
            var chunks = Enumerable.Range(firstChunk + (i * 28), 30).Select(Sample.Chunk);
            var entries = Sample.Entries(chunks.Concat(Enumerable.Range(i, 3).Select(Sample.Crowded)));
            index.AddPack(Sample.Pack(firstPack + i), entries);
            model.Add(Sample.Pack(firstPack + i), entries);
        }
    }
}
