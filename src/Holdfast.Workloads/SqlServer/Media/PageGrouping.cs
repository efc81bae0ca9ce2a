namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>
/// How many pages of a database make a chunk. One: a changed page is stored, and nothing beside it; each chunk costs the index memory, and small ones compress less. Up to
/// <see cref="MostChunks"/> chunks that is worth it (docs/adr/0016). What a database began with it keeps: another grouping would store all of it anew.
/// </summary>
internal static class PageGrouping
{
    /// <summary>70 to 128 MiB of the index in memory, and up to 1 GiB while an agent backs such a database up.</summary>
    private const long MostChunks = 32 << 20;

    private const int PageLength = 8 << 10;

    /// <param name="asked">By option; 0: not.</param>
    /// <param name="before">Of the point before; 0: there is none.</param>
    /// <param name="size">Of the database, bytes.</param>
    /// <returns>1, 2, 4, or 8.</returns>
    public static int For(int asked, int before, long size)
    {
        if (asked > 0) return asked;
        if (before is 1 or 2 or 4 or 8) return before;
        var pages = 1;
        while (pages < PageExtent.Length && size / PageLength / pages > MostChunks) pages *= 2;
        return pages;
    }
}
