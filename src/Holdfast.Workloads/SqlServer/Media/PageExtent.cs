namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Up to eight pages that follow each other in a file of the database. What is damaged is named by its place, for the damage may be in the number.</summary>
internal sealed class PageExtent
{
    public const int Length = 8;

    private readonly PageLook[] pages = new PageLook[Length];
    private readonly (PageFinding, DamagedPage)[] findings = new (PageFinding, DamagedPage)[Length];

    public int Count { get; private set; }

    public void Add(PageLook page) => pages[Count++] = page;

    /// <summary>Judges the pages and begins anew. Valid until the next call.</summary>
    public ReadOnlySpan<(PageFinding Finding, DamagedPage Page)> Close()
    {
        var first = FirstPlace();
        for (var i = 0; i < Count; i++)
        {
            var page = pages[i];
            PageId? place = first is { } start ? start with { Page = unchecked(start.Page + (uint)i) } : null;
            findings[i] = (Judge(page, place), new DamagedPage(place ?? page.Header.Id, page.Offset));
        }

        var closed = findings.AsSpan(0, Count);
        Count = 0;
        return closed;
    }

    private static PageFinding Judge(PageLook page, PageId? place)
    {
        // A damaged first byte makes a page look as if it had never been formatted; its number gives it away.
        var formatted = page.Header.IsFormatted || (page.Header.HasChecksum && place == page.Header.Id);
        if (!formatted)
        {
            return PageFinding.Unformatted;
        }

        if (!page.Header.HasChecksum)
        {
            return page.Matches ? PageFinding.Damaged : PageFinding.Unprotected;
        }

        return !page.Matches ? PageFinding.Damaged : place is null || place == page.Header.Id ? PageFinding.Whole : PageFinding.Displaced;
    }

    /// <summary>Place of the extent's first page, as its whole pages say; null where none is whole.</summary>
    private PageId? FirstPlace()
    {
        for (var i = 0; i < Count; i++)
        {
            var header = pages[i].Header;
            if (pages[i].Matches && header.IsFormatted && header.HasChecksum && header.Page >= i)
            {
                return new PageId(header.File, header.Page - (uint)i);
            }
        }

        return null;
    }
}
