using System.Buffers;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Reads a database's file from front to back, and verifies its pages where it has some.</summary>
internal static class ShadowFile
{
    private const int PieceLength = 1 << 20;

    /// <param name="hasPages">A data file: pages of 8 KiB from its first byte on.</param>
    /// <param name="take">Gets every byte, in order.</param>
    /// <returns>What verification found; of other files: no pages seen.</returns>
    public static PageFindings Read(Stream content, bool hasPages, Action<ReadOnlySpan<byte>> take, CancellationToken cancellation)
    {
        var scan = new PageScan(null);
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            long offset = 0;
            while (content.Read(piece.AsSpan(0, PieceLength)) is > 0 and var read)
            {
                cancellation.ThrowIfCancellationRequested();
                if (hasPages) scan.Push(piece.AsSpan(0, read), offset);
                take(piece.AsSpan(0, read));
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
        scan.End();
        return scan.Findings;
    }
}
