using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Index;

/// <summary>
/// One immutable sorted file of entries. Filter, first key of each page (a fence) and packs are resident, so an absent id seldom
/// reads and a present one reads one page. Closed when the index and the last reader have let go of it.
/// </summary>
internal sealed class Run
{
    /// <summary>Merges stop here, far below what one array of filter words can serve.</summary>
    public const long MaxEntries = 1L << 32;

    private const int AdviseRandom = 1;

    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly RunFooter footer;
    private readonly ulong[] fences;
    private int references = 1;

    public Run(string path, SafeFileHandle file, RunFooter footer, ulong checksum, PackSet packs, ulong[] fences, BlockedBloomFilter filter)
    {
        this.path = path;
        this.file = file;
        this.footer = footer;
        this.fences = fences;
        Checksum = checksum;
        Packs = packs;
        Filter = filter;

        // Only advice: read-ahead around a lookup is wasted, and nothing is lost where it is not taken.
        if (OperatingSystem.IsLinux()) _ = Libc.PosixFAdvise(file, 0, 0, AdviseRandom);
    }

    public ulong Sequence => footer.Sequence;

    public long Count => footer.Entries;

    public int Pages => fences.Length;

    public ulong Checksum { get; }

    public PackSet Packs { get; }

    public BlockedBloomFilter Filter { get; }

    public long DiskBytes => footer.FileLength;

    public long ResidentBytes => Filter.Bytes + ((long)fences.Length * sizeof(ulong)) + Packs.Bytes;

    /// <exception cref="MalformedDataException">Damaged, cut short, of another version, or not what the manifest names.</exception>
    /// <exception cref="IOException">Missing or unreadable.</exception>
    public static Run Open(string path, ManifestRun expected)
    {
        var file = DurableFile.OpenRead(path);
        try
        {
            if (RandomAccess.GetLength(file) != expected.Length) throw new MalformedDataException("length does not match the manifest");
            if (expected.Length < RunFooter.Size) throw new MalformedDataException("too short for a run");
            Span<byte> bytes = stackalloc byte[RunFooter.Size];
            RunSections.ReadFully(file, bytes, expected.Length - RunFooter.Size);
            var footer = RunFooter.Read(bytes, expected);
            var packs = new PackSet(RunSections.ReadPacks(file, footer.Packs, footer.PacksAt, footer.PacksChecksum));
            expected.RestoreRemoved(packs);
            var fences = RunSections.ReadNumbers<ulong>(file, footer.Pages, footer.FencesAt, footer.FencesChecksum);
            var words = RunSections.ReadNumbers<uint>(file, footer.FilterWords, footer.FilterAt, footer.FilterChecksum);
            return new Run(path, file, footer, expected.Checksum, packs, fences, new BlockedBloomFilter(words));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>False once the run is retired: the caller's view of the index is out of date.</summary>
    public bool TryAcquire()
    {
        var seen = Volatile.Read(ref references);
        while (seen > 0)
        {
            var was = Interlocked.CompareExchange(ref references, seen + 1, seen);
            if (was == seen) return true;
            seen = was;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref references) == 0) file.Dispose();
    }

    /// <summary>The index lets go of the run; called once, after it is out of every new view.</summary>
    public void Retire(bool delete)
    {
        Release();
        if (delete) DurableFile.Remove(path);
    }

    /// <summary>The newest live copy of a chunk here. The caller has acquired the run and asked the filter.</summary>
    /// <exception cref="DamagedRunException">A page does not match its checksum or cannot be read.</exception>
    public bool TryFind(in ChunkId id, ref PageCursor cursor, out ChunkLocation location)
    {
        var page = FirstPage(id.Value.A);
        for (var first = true; page < Pages && (first || fences[page] <= id.Value.A); page++, first = false)
        {
            var bytes = cursor.Load(this, page);
            var count = EntriesOf(page);
            for (var at = IndexPage.LowerBound(bytes, count, id); at < count; at++)
            {
                var entry = IndexPage.Entry(bytes, at);
                if (EntryBytes.CompareId(entry, id) != 0) goto absent;
                if (IsLive(entry, out var pack))
                {
                    location = EntryBytes.Location(entry, Packs[pack]);
                    return true;
                }
            }
        }
    absent:
        location = default;
        return false;
    }

    /// <summary>Adds every live copy of a chunk here, newest first.</summary>
    /// <exception cref="DamagedRunException">A page does not match its checksum or cannot be read.</exception>
    public void FindAll(in ChunkId id, ref PageCursor cursor, List<ChunkLocation> found)
    {
        var page = FirstPage(id.Value.A);
        for (var first = true; page < Pages && (first || fences[page] <= id.Value.A); page++, first = false)
        {
            var bytes = cursor.Load(this, page);
            var count = EntriesOf(page);
            for (var at = IndexPage.LowerBound(bytes, count, id); at < count; at++)
            {
                var entry = IndexPage.Entry(bytes, at);
                if (EntryBytes.CompareId(entry, id) != 0) return;
                if (IsLive(entry, out var pack)) found.Add(EntryBytes.Location(entry, Packs[pack]));
            }
        }
    }

    public int EntriesOf(int page) => (int)Math.Min(IndexPage.Entries, Count - ((long)page * IndexPage.Entries));

    /// <summary>Reads whole pages from <paramref name="first"/> on and checks each.</summary>
    /// <exception cref="DamagedRunException">A page does not match its checksum or cannot be read.</exception>
    public void ReadPages(int first, Span<byte> pages)
    {
        try
        {
            RunSections.ReadFully(file, pages, (long)first * IndexPage.Size);
        }
        catch (Exception error) when (error is IOException or MalformedDataException)
        {
            throw new DamagedRunException(this, error.Message, error);
        }
        for (var i = 0; i < pages.Length / IndexPage.Size; i++)
        {
            if (!IndexPage.IsSound(pages.Slice(i * IndexPage.Size, IndexPage.Size), Sequence, first + i))
                throw new DamagedRunException(this, $"checksum of page {first + i} does not match");
        }
    }

    /// <summary>The last page that begins before the prefix: equal prefixes may begin at its end.</summary>
    private int FirstPage(ulong prefix)
    {
        // Ids are uniform, so the share of the key space below the prefix is nearly the share of pages: search outward from there.
        var (low, high) = (0, fences.Length);
        var guess = (int)Math.BigMul(prefix, (ulong)fences.Length, out _);
        var step = 16;
        if (guess < high && fences[guess] < prefix)
        {
            low = guess + 1;
            while (low < high && guess + step < high && fences[guess + step] < prefix) (low, step) = (guess + step + 1, step * 2);
            high = Math.Min(high, guess + step);
        }
        else
        {
            high = Math.Min(high, guess);
            while (guess - step >= 0 && fences[guess - step] >= prefix) (high, step) = (guess - step, step * 2);
            low = Math.Max(0, guess - step);
        }
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (fences[middle] < prefix) low = middle + 1;
            else high = middle;
        }
        return Math.Max(0, low - 1);
    }

    private bool IsLive(ReadOnlySpan<byte> entry, out int pack)
    {
        var ordinal = EntryBytes.Pack(entry);
        if (ordinal >= (uint)Packs.Count) throw new DamagedRunException(this, $"pack ordinal {ordinal} of {Packs.Count}");
        pack = (int)ordinal;
        return !Packs.IsRemoved(ordinal);
    }
}
