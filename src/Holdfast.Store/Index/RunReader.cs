namespace Holdfast.Store.Index;

/// <summary>Reads all entries of a run in order through a buffer of 128 KiB. The caller has acquired the run.</summary>
internal sealed class RunReader(Run run)
{
    private const int BufferPages = 32;

    private readonly byte[] buffer = new byte[Math.Min(BufferPages, Math.Max(1, run.Pages)) * IndexPage.Size];
    private int first;
    private int page = -1;
    private int at;
    private int count;

    /// <summary>The bytes of the current entry, valid until the next move.</summary>
    public ReadOnlySpan<byte> Current => IndexPage.Entry(buffer.AsSpan((page - first) * IndexPage.Size, IndexPage.Size), at);

    public ulong Prefix { get; private set; }

    /// <exception cref="DamagedRunException">A page does not match its checksum or cannot be read.</exception>
    public bool MoveNext()
    {
        if (page < 0 || ++at == count)
        {
            if (++page >= run.Pages) return false;
            if (page == 0 || page - first == buffer.Length / IndexPage.Size) Fill();
            (at, count) = (0, run.EntriesOf(page));
        }
        Prefix = EntryBytes.Prefix(Current);
        return true;
    }

    private void Fill()
    {
        first = page;
        var pages = Math.Min(buffer.Length / IndexPage.Size, run.Pages - page);
        run.ReadPages(page, buffer.AsSpan(0, pages * IndexPage.Size));
    }
}
