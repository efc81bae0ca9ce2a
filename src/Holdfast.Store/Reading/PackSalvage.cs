using Holdfast.Format;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Reading;

/// <summary>
/// Finds the records of a pack whose footer is damaged or missing: every record starts with a marker that only the pack's key can tell from
/// noise and says its own lengths. Looks at every byte position, in windows of constant memory.
/// </summary>
internal static class PackSalvage
{
    private const int Window = 4 << 20;

    public static List<IndexEntry> FindRecords(Repository repository, in PackId pack)
    {
        var found = new List<IndexEntry>();
        long length;
        PackSealers sealers;
        try
        {
            length = repository.Blobs.GetLength(BlobNames.Pack(pack));
            sealers = repository.Packs.Open(pack);
        }
        catch (MalformedDataException)
        {
            return found; // without the header there is no key: nothing of this pack can be opened
        }
        var sealer = sealers.Rent();
        var window = new byte[Window + PackLayout.RecordOverhead];
        for (long start = PackLayout.HeaderSize; start + PackLayout.RecordOverhead <= length;)
        {
            var filled = (int)Math.Min(window.Length, length - start);
            repository.Packs.ReadExactly(pack, start, window.AsSpan(0, filled));
            long at = 0;
            while (at + PackLayout.RecordOverhead <= filled)
            {
                if (sealer.ReadMarker(window.AsSpan((int)at)) is { } slot && TryOpen(sealer, slot, window.AsSpan((int)at, PackLayout.RecordOverhead)) is { } header)
                {
                    found.Add(new IndexEntry(header.Id, slot, checked((uint)(start + at)), (uint)header.StoredLength, (uint)header.PlainLength, header.Kind, header.Codec));
                    at += PackLayout.RecordSize(header.StoredLength);
                }
                else
                {
                    at++;
                }
            }
            start += at;
        }
        sealers.Return(sealer);
        return found;
    }

    private static RecordHeader? TryOpen(RecordSealer sealer, uint slot, ReadOnlySpan<byte> record)
    {
        try
        {
            return sealer.OpenHeader(slot, record);
        }
        catch (MalformedDataException)
        {
            return null; // a damaged header: the search goes on at the next byte
        }
    }
}
