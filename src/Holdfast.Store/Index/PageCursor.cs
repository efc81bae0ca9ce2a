namespace Holdfast.Store.Index;

/// <summary>The page that a lookup read last, kept so that the next id of a sorted batch may find itself on it.</summary>
internal ref struct PageCursor(Span<byte> page)
{
    private readonly Span<byte> page = page;
    private Run? run;
    private int number;

    /// <exception cref="DamagedRunException">The page does not match its checksum or cannot be read.</exception>
    public ReadOnlySpan<byte> Load(Run from, int wanted)
    {
        if (run == from && number == wanted) return page;
        run = null;
        from.ReadPages(wanted, page);
        (run, number) = (from, wanted);
        return page;
    }
}
