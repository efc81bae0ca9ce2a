using System.Buffers;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Reads a whole backup file of SQL Server.</summary>
public static class MediaFile
{
    private const int PieceLength = 1 << 20;

    /// <param name="stream">From its first byte; read to its end.</param>
    /// <exception cref="MalformedFileException">It is no such file, or it was cut off or altered outside of pages.</exception>
    public static MediaReport Read(Stream stream, CancellationToken cancellation)
    {
        var reader = new MediaReader();
        Push(reader, stream, cancellation);
        return reader.Complete();
    }

    internal static void Push(MediaReader reader, Stream stream, CancellationToken cancellation)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            for (var length = stream.Read(piece); length > 0; length = stream.Read(piece))
            {
                cancellation.ThrowIfCancellationRequested();
                reader.Push(piece.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
