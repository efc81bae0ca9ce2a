using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>A file that is kept as it comes, by extents of 64 KiB; pages are checked where it has some.</summary>
/// <param name="verifier">Null where there is nothing to check.</param>
/// <param name="firstBlock">Number of the file's first page within its relation.</param>
internal sealed class WholeFileReceiver(ItemContent content, string path, PageVerifier? verifier, uint firstBlock) : IFileReceiver
{
    private readonly byte[] extent = new byte[FixedCutter.DatabaseExtent];
    private int filled;
    private uint block = firstBlock;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = Math.Min(bytes.Length, extent.Length - filled);
            bytes[..part].CopyTo(extent.AsSpan(filled));
            filled += part;
            bytes = bytes[part..];
            if (filled == extent.Length) Flush();
        }
    }

    public void Complete()
    {
        Flush();
        content.Complete();
    }

    public void Dispose() => content.Dispose();

    private void Flush()
    {
        var pages = extent.AsSpan(0, filled);
        verifier?.Check(path, pages, block);
        block += (uint)(filled / PageChecksum.PageSize);
        content.Append(pages);
        filled = 0;
    }
}
