using System.Buffers;
using Holdfast.Format;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Collecting;

/// <summary>Copies records of one pack into new packs: opened, sealed again, not compressed again. The copies are durable and indexed on return.</summary>
internal static class PackCopy
{
    /// <returns>False where a wanted record could not be opened: the pack must stay, and the damage is noted.</returns>
    public static bool CopyLive(Repository repository, PackId pack, Func<uint, bool> isWanted)
    {
        var whole = true;
        using var session = repository.Sessions.Begin(mayUseReserve: true);
        foreach (var entry in EntriesOf(repository, pack).Where(entry => isWanted(entry.Slot)))
        {
            var at = new ChunkLocation(pack, entry.Slot, entry.Offset, entry.StoredLength, entry.PlainLength, entry.Kind, entry.Codec);
            byte[] payload = [];
            try
            {
                var header = repository.Packs.ReadRecord(at, out payload);
                session.Store(header.Id, header.Kind, header.Codec, header.PlainLength, payload.AsSpan(0, header.StoredLength));
            }
            catch (MalformedDataException)
            {
                repository.Damage.Add(pack, entry.Slot);
                whole = false;
            }
            finally
            {
                if (payload.Length > 0) ArrayPool<byte>.Shared.Return(payload);
            }
        }
        session.Flush();
        return whole;
    }

    /// <summary>Records of a pack from its footer or, where that is damaged, by their markers.</summary>
    public static IReadOnlyList<IndexEntry> EntriesOf(Repository repository, in PackId pack)
    {
        try
        {
            return PackAccess.ToIndexEntries(repository.Packs.ReadFooter(pack));
        }
        catch (MalformedDataException)
        {
            return PackSalvage.FindRecords(repository, pack);
        }
    }
}
