using System.Buffers;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>A body in memory, in pieces that are used again. One thread.</summary>
internal sealed class PartBuffer(MemoryBudget.Lease lease) : IPartContent
{
    private const int PieceLength = 1 << 20;
    private readonly List<byte[]> pieces = [];
    private MemoryBudget.Lease lease = lease;
    private bool isDisposed;

    public long Length { get; private set; }

    /// <summary>Room for at most so many bytes, at least one.</summary>
    internal Memory<byte> Space(long wanted)
    {
        var used = (int)(Length % PieceLength);
        if (used == 0 && Length / PieceLength == pieces.Count) pieces.Add(ArrayPool<byte>.Shared.Rent(PieceLength));
        return pieces[^1].AsMemory(used, (int)Math.Min(PieceLength - used, wanted));
    }

    internal void Advance(int count) => Length += count;

    /// <summary>Counts from now on against another budget.</summary>
    internal void Move(MemoryBudget.Lease other)
    {
        lease.Dispose();
        lease = other;
    }

    internal IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        var left = Length;
        foreach (var piece in pieces)
        {
            yield return piece.AsMemory(0, (int)Math.Min(PieceLength, left));
            left -= Math.Min(PieceLength, left);
        }
    }

    /// <summary>All of it as one array, for bodies that are read here.</summary>
    internal byte[] ToArray()
    {
        var whole = new byte[Length];
        var at = 0;
        foreach (var piece in Pieces())
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }
        return whole;
    }

    public void HandTo(IObjectReceiver receiver)
    {
        foreach (var piece in Pieces())
            if (!piece.IsEmpty) receiver.Append(piece.Span);
    }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        foreach (var piece in pieces) ArrayPool<byte>.Shared.Return(piece);
        pieces.Clear();
        lease.Dispose();
    }
}
