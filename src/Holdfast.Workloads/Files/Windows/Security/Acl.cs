using System.Buffers.Binary;
using Holdfast.Workloads.FileSystems;

namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>An access list.</summary>
/// <param name="Revision">2, or 4 where entries are about properties of objects.</param>
public sealed record Acl(byte Revision, IReadOnlyList<Ace> Entries)
{
    internal const int HeaderLength = 8;
    internal const byte Plain = 2, Objects = 4;

    internal static Acl Read(Fields descriptor, int at)
    {
        var revision = descriptor.U8(at);
        if (revision is < Plain or > Objects) throw descriptor.Refuse(at, "revision 2, 3 or 4 of an access list", $"{revision}");
        int length = descriptor.U16(at + 2), count = descriptor.U16(at + 4);
        if (length < HeaderLength) throw descriptor.Refuse(at + 2, $"an access list of at least {HeaderLength} bytes", $"{length}");
        var list = descriptor.Part(at, length);
        if (count > (length - HeaderLength) / Ace.HeaderLength) throw list.Refuse(4, $"entries that fit {length} bytes", $"{count}");
        var entries = new List<Ace>(count);
        for (var position = HeaderLength; entries.Count < count;)
        {
            int size = list.U16(position + 2);
            if (size < Ace.HeaderLength || size % 4 != 0) throw list.Refuse(position + 2, "the size of an entry, a multiple of 4", $"{size}");
            entries.Add(Ace.Read(list.Part(position, size)));
            position += size;
        }
        return new Acl(revision, entries);
    }

    /// <exception cref="InvalidOperationException">It is longer than 64 KiB.</exception>
    internal byte[] ToBytes()
    {
        byte[] bytes = [Revision, 0, 0, 0, 0, 0, 0, 0, .. Entries.SelectMany(entry => entry.ToBytes())];
        if (bytes.Length > ushort.MaxValue) throw new InvalidOperationException("An access list takes at most 64 KiB.");
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), (ushort)Entries.Count);
        return bytes;
    }
}
