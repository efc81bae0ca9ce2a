using System.Buffers;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Copying;

/// <summary>A record as it was opened: still encoded, not decoded. Dispose gives its buffer back.</summary>
internal readonly struct OpenedRecord(RecordHeader header, byte[] rented) : IDisposable
{
    public RecordHeader Header => header;

    public ReadOnlySpan<byte> Payload => rented.AsSpan(0, header.StoredLength);

    public void Dispose()
    {
        if (rented is { Length: > 0 }) ArrayPool<byte>.Shared.Return(rented);
    }
}
