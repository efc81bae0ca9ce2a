using System.Buffers;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Reads files of the engine.</summary>
internal static class EseReading
{
    private const int PieceLength = 1 << 20;

    /// <summary>What a header is read from; less where the file is shorter.</summary>
    public static ReadOnlySpan<byte> Front(Stream file)
    {
        var front = new byte[EseLogHeader.Length];
        return front.AsSpan(0, file.ReadAtLeast(front, front.Length, throwOnEndOfStream: false));
    }

    /// <summary>All of a file from front to back, in pieces of 1 MiB.</summary>
    public static void Run(Stream file, EsePush push, CancellationToken cancellation)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            while (file.Read(piece.AsSpan(0, PieceLength)) is > 0 and var read)
            {
                cancellation.ThrowIfCancellationRequested();
                push(piece.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
