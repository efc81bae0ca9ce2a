using System.Collections.Concurrent;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Blocks;

/// <summary>Tables and bitmaps of a disk's file, in pages of which some stay in memory, since those of a large disk do not fit there. Thread-safe.</summary>
/// <param name="origin">Byte of the file at which the first page begins.</param>
internal sealed class PageCache(IByteSource file, long origin)
{
    private const int PageLength = 64 << 10;
    private const int MostPages = 32;

    private readonly ConcurrentDictionary<long, byte[]> pages = new();

    /// <summary>Bytes from an offset of the file to the end of their page, or of the file.</summary>
    /// <exception cref="MalformedFileException">The file ends before that offset.</exception>
    public ReadOnlySpan<byte> From(long offset)
    {
        var (page, within) = Math.DivRem(offset - origin, PageLength);
        if (!pages.TryGetValue(page, out var bytes))
        {
            bytes = Load(page);
            if (pages.Count >= MostPages) pages.Clear();
            pages[page] = bytes;
        }

        return within < bytes.Length ? bytes.AsSpan((int)within) : throw new MalformedFileException(file.Length, $"a table or bitmap with bytes at {offset}", "the end of the file");
    }

    private byte[] Load(long page)
    {
        var start = origin + (page * PageLength);
        return start < file.Length ? file.Read(start, (int)Math.Min(PageLength, file.Length - start)) : [];
    }
}
