using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Index;

/// <summary>
/// Writes one run from entries in order. What it holds is what the run will hold resident plus 256 KiB. Dispose without
/// <see cref="Complete"/> removes the file.
/// </summary>
internal sealed class RunWriter : IDisposable
{
    private const int BufferPages = 64;

    private readonly string path;
    private readonly ulong sequence;
    private readonly PackId[] packs;
    private readonly SafeFileHandle file;
    private readonly byte[] buffer = new byte[BufferPages * IndexPage.Size];
    private readonly BlockedBloomFilter filter;
    private ulong[] fences;
    private long entries;
    private int written;
    private bool completed;

    /// <param name="path">The file to create or replace.</param>
    /// <param name="sequence">The number of the run.</param>
    /// <param name="expected">At least as many entries as will come.</param>
    /// <param name="packs">The packs of the run in strict order.</param>
    public RunWriter(string path, ulong sequence, long expected, PackId[] packs)
    {
        this.path = path;
        this.sequence = sequence;
        this.packs = packs;
        filter = new BlockedBloomFilter(expected);
        fences = new ulong[(expected + IndexPage.Entries - 1) / IndexPage.Entries];
        file = DurableFile.OpenNew(path, replace: true);
    }

    /// <summary>Takes an entry not before the last one, and gives it the pack ordinal that it has in this run.</summary>
    public void Append(ReadOnlySpan<byte> entry, uint pack)
    {
        var page = (int)(entries / IndexPage.Entries);
        var at = (int)(entries % IndexPage.Entries);
        if (at == 0)
        {
            FlushIfFull(page);
            fences[page] = EntryBytes.Prefix(entry);
        }
        var target = Page(page).Slice(at * EntryBytes.Size, EntryBytes.Size);
        entry.CopyTo(target);
        EntryBytes.WritePack(target, pack);
        filter.Add(BlockedBloomFilter.Hash(
            EntryBytes.Prefix(entry), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(entry[24..])));
        entries++;
    }

    /// <summary>Makes the file durable and opens it. Its name becomes durable with the manifest that names it.</summary>
    public Run Complete()
    {
        var pages = (int)((entries + IndexPage.Entries - 1) / IndexPage.Entries);
        if (pages > written) Write(pages);
        if (fences.Length != pages) Array.Resize(ref fences, pages);

        var footer = new RunFooter(sequence, entries, packs.Length, filter.Words.Length, 0, 0, 0);
        footer = footer with
        {
            PacksChecksum = RunSections.WritePacks(file, path, packs, footer.PacksAt),
            FencesChecksum = RunSections.WriteNumbers<ulong>(file, path, fences, footer.FencesAt),
            FilterChecksum = RunSections.WriteNumbers<uint>(file, path, filter.Words, footer.FilterAt),
        };
        Span<byte> bytes = stackalloc byte[RunFooter.Size];
        var checksum = footer.Write(bytes);
        DurableFile.WriteAt(file, path, bytes, footer.FooterAt);
        DurableFile.Sync(file, path);
        file.Dispose();

        var run = new Run(path, DurableFile.OpenRead(path), footer, checksum, new PackSet(packs), fences, filter);
        completed = true;
        return run;
    }

    public void Dispose()
    {
        file.Dispose();
        if (!completed) DurableFile.Remove(path);
    }

    private Span<byte> Page(int number) => buffer.AsSpan((number - written) * IndexPage.Size, IndexPage.Size);

    private void FlushIfFull(int next)
    {
        if (next - written == BufferPages) Write(next);
    }

    private void Write(int end)
    {
        for (var number = written; number < end; number++) IndexPage.Seal(Page(number), sequence, number);
        var bytes = buffer.AsSpan(0, (end - written) * IndexPage.Size);
        DurableFile.WriteAt(file, path, bytes, (long)written * IndexPage.Size);
        bytes.Clear();
        written = end;
    }
}
