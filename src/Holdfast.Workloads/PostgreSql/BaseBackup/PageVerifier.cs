using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>
/// Checks pages as they pass. Pages that were written since the backup began may be torn or newer than what follows; the log that belongs to the backup brings them right, so
/// that nothing is asked of them.
/// </summary>
internal sealed class PageVerifier(Lsn backupStart)
{
    private const int MostRemembered = 1000;

    private readonly List<DamagedPage> damaged = [];

    /// <summary>Pages whose checksum does not hold; the first thousand.</summary>
    public IReadOnlyList<DamagedPage> Damaged => damaged;

    public long DamagedCount { get; private set; }

    public long Verified { get; private set; }

    /// <param name="pages">Whole pages that follow each other; a rest shorter than a page is left alone.</param>
    /// <param name="block">Number of the first within its relation.</param>
    public void Check(string path, ReadOnlySpan<byte> pages, uint block)
    {
        for (; pages.Length >= PageChecksum.PageSize; pages = pages[PageChecksum.PageSize..], block++)
        {
            var page = pages[..PageChecksum.PageSize];
            if (PageChecksum.IsNew(page) || PageChecksum.ReadLsn(page) >= backupStart) continue;
            Verified++;
            if (PageChecksum.Compute(page, block) == PageChecksum.Stored(page)) continue;
            DamagedCount++;
            if (damaged.Count < MostRemembered) damaged.Add(new DamagedPage(path, block));
        }
    }
}
