using System.Buffers;

namespace Holdfast.Store.Copying;

/// <summary>The opened records of a stretch and the buffers that they lie in. Dispose gives the buffers back.</summary>
internal sealed class OpenedStretch(int count) : IDisposable
{
    private readonly List<byte[]> buffers = [];
    private readonly Lock gate = new();

    public OpenedRecord[] Records { get; } = new OpenedRecord[count];

    /// <summary>Thread-safe.</summary>
    public byte[] Rent(int size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        lock (gate) buffers.Add(buffer);
        return buffer;
    }

    public void Dispose()
    {
        foreach (var buffer in buffers) ArrayPool<byte>.Shared.Return(buffer);
        buffers.Clear();
    }
}
