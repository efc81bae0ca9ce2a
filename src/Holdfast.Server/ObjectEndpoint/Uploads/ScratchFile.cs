using System.Buffers;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>A part that waits in a file.</summary>
internal sealed class ScratchFile : IPartContent
{
    private const int PieceLength = 1 << 20;
    private readonly FileStream file;
    private readonly Action left;
    private int isDisposed;

    private ScratchFile(FileStream file, long length, Action left) => (this.file, Length, this.left) = (file, length, left);

    public long Length { get; }

    /// <param name="left">Called once, when the file is gone.</param>
    internal static ScratchFile Write(FileStream file, PartBuffer part, Action left)
    {
        try
        {
            foreach (var piece in part.Pieces()) file.Write(piece.Span);
            return new ScratchFile(file, part.Length, left);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void HandTo(IObjectReceiver receiver)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            file.Position = 0;
            for (var remaining = Length; remaining > 0;)
            {
                var count = (int)Math.Min(PieceLength, remaining);
                file.ReadExactly(piece, 0, count);
                receiver.Append(piece.AsSpan(0, count));
                remaining -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0) return;
        file.Dispose();
        left();
    }
}
