namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Verifies the pages of one set as they pass. Keeps one page that came in pieces, and no other content.</summary>
internal sealed class PageScan(ICutMarks? marks)
{
    private readonly byte[] pieces = new byte[PageChecksum.PageLength];
    private readonly PageExtent extent = new();
    private readonly List<DamagedPage> damaged = [];
    private int gathered;
    private long damagedCount;
    private long checkedCount;
    private long displaced;
    private long unprotected;
    private long seen;

    public PageFindings Findings => new(seen, checkedCount, damagedCount, unprotected, displaced, damaged);

    /// <param name="bytes">The next bytes of page data.</param>
    /// <param name="offset">Of the first of them in the file.</param>
    public void Push(ReadOnlySpan<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int taken;
            if (gathered == 0 && bytes.Length >= PageChecksum.PageLength)
            {
                taken = PageChecksum.PageLength;
                Page(bytes[..taken], offset);
            }
            else
            {
                taken = Math.Min(bytes.Length, PageChecksum.PageLength - gathered);
                bytes[..taken].CopyTo(pieces.AsSpan(gathered));
                gathered += taken;
                if (gathered == PageChecksum.PageLength)
                {
                    gathered = 0;
                    Page(pieces, offset + taken - PageChecksum.PageLength);
                }
            }

            bytes = bytes[taken..];
            offset += taken;
        }
    }

    /// <summary>Ends a run of pages. What is left over is no page.</summary>
    public void End()
    {
        gathered = 0;
        CloseExtent();
    }

    private void Page(ReadOnlySpan<byte> page, long offset)
    {
        var header = PageHeader.Read(page);
        if (extent.Count > 0 && header.IsFormatted && header.Page % PageExtent.Length == 0)
        {
            CloseExtent();
            marks?.At(offset);
        }

        seen++;
        extent.Add(PageLook.At(page, header, offset));
        if (marks is not null && extent.Count % marks.PagesTogether == 0)
        {
            marks.At(offset + PageChecksum.PageLength);
        }

        if (extent.Count == PageExtent.Length)
        {
            CloseExtent();
        }
    }

    private void CloseExtent()
    {
        foreach (var (finding, page) in extent.Close())
        {
            switch (finding)
            {
                case PageFinding.Whole:
                    checkedCount++;
                    break;
                case PageFinding.Displaced:
                    checkedCount++;
                    displaced++;
                    break;
                case PageFinding.Damaged:
                    checkedCount++;
                    damagedCount++;
                    if (damaged.Count < PageFindings.Listed)
                    {
                        damaged.Add(page);
                    }

                    break;
                case PageFinding.Unprotected:
                    unprotected++;
                    break;
                default:
                    break;
            }
        }
    }
}
