using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>One item after another in a block: each is written relative to the one before it. docs/format.md §7.3.</summary>
internal static class ItemBlockCodec
{
    public const byte Version = 1;

    /// <summary>Twelve numbers or lengths of one byte each.</summary>
    private const int SmallestItem = 12;

    [Flags]
    private enum Has : uint
    {
        Parent = 8, Born = 16, LinkGroup = 32, Attributes = 64, Flags = 128, LinkTarget = 256, DeviceNumber = 512, Extents = 1024, ExtentLists = 2048, Condition = 4096,
    }

    private const uint KindMask = 7, KnownBits = 8191;

    public static void Write(TableBuffer buffer, ChunkDictionary dictionary, Item item, Item? previous)
    {
        var has = (Has)item.Kind;
        if (previous is null || !ReferenceEquals(previous.Parent, item.Parent) && !previous.Parent.AsSpan().SequenceEqual(item.Parent)) has |= Has.Parent;
        if (item.Born is not null) has |= Has.Born;
        if (item.LinkGroup != 0) has |= Has.LinkGroup;
        if (item.Attributes is { Length: > 0 }) has |= Has.Attributes;
        if (item.Flags != 0) has |= Has.Flags;
        if (item.LinkTarget is not null) has |= Has.LinkTarget;
        if (item.DeviceNumber != 0) has |= Has.DeviceNumber;
        if (item.Extents is not null) has |= Has.Extents;
        if (item.ExtentLists is not null) has |= Has.ExtentLists;
        if (item.Condition != 0) has |= Has.Condition;

        buffer.Number((ulong)has);
        if (has.HasFlag(Has.Parent)) buffer.Bytes(item.Parent);
        var shared = previous is null ? 0 : previous.Name.AsSpan().CommonPrefixLength(item.Name);
        buffer.Number((ulong)shared);
        buffer.Bytes(item.Name.AsSpan(shared));
        buffer.Number(item.Mode);
        buffer.Number(item.Owner);
        buffer.Number(item.Group);
        buffer.Number((ulong)item.Size);
        WriteTimes(buffer, item, previous, has);
        buffer.Signed(unchecked((long)item.Inode - (long)(previous?.Inode ?? 0)));
        buffer.Number(item.LinkCount);
        if (has.HasFlag(Has.LinkGroup)) buffer.Number(item.LinkGroup);
        if (has.HasFlag(Has.Flags)) buffer.Number(item.Flags);
        if (has.HasFlag(Has.DeviceNumber)) buffer.Number(item.DeviceNumber);
        if (has.HasFlag(Has.Condition)) buffer.Byte((byte)item.Condition);
        if (has.HasFlag(Has.LinkTarget)) buffer.Bytes(item.LinkTarget);
        if (has.HasFlag(Has.Attributes)) WriteAttributes(buffer, item.Attributes!);
        if (has.HasFlag(Has.Extents)) ExtentCodec.Write(buffer, dictionary, item.Extents!, 0, item.Extents!.Count);
        if (has.HasFlag(Has.ExtentLists))
        {
            buffer.Number((ulong)item.ExtentLists!.Count);
            foreach (var id in item.ExtentLists) buffer.Number((ulong)dictionary.Place(id));
        }
    }

    public static Item[] Decode(ReadOnlySpan<byte> block)
    {
        var cursor = new TableCursor(block);
        if (cursor.Byte() != Version) throw new MalformedDataException("An item table block is of a newer version.");
        var items = new Item[cursor.Count(TableLimits.MostItemsInBlock, SmallestItem)];
        var ids = ChunkDictionary.Read(ref cursor);
        Item? previous = null;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Read(ref cursor, ids, previous);
            if (previous is not null && ItemPath.CompareKeys(previous.Parent, previous.Name, items[i].Parent, items[i].Name) >= 0)
                throw new MalformedDataException("The items of a block are out of order.");
            previous = items[i];
        }
        return cursor.AtEnd ? items : throw new MalformedDataException("An item table block has bytes after its end.");
    }

    private static Item Read(ref TableCursor cursor, ChunkId[] ids, Item? previous)
    {
        var bits = cursor.Small();
        var has = (Has)bits;
        var kind = (ItemKind)(bits & KindMask);
        if (bits > KnownBits || kind is < ItemKind.Directory or > ItemKind.BlockDevice) throw new MalformedDataException("An item is of an unknown kind.");
        var parent = has.HasFlag(Has.Parent) ? cursor.Bytes(TableLimits.LongestPath).ToArray()
            : previous?.Parent ?? throw new MalformedDataException("The first item of a block lacks its directory.");
        var name = ReadName(ref cursor, previous);
        CheckKey(parent, name, has);
        var item = new Item
        {
            Parent = parent, Name = name, Kind = kind, Mode = cursor.Small(), Owner = cursor.Small(), Group = cursor.Small(), Size = cursor.Size(),
        };
        ReadTimes(ref cursor, item, previous, has);
        item.Inode = unchecked((ulong)((long)(previous?.Inode ?? 0) + cursor.Signed()));
        item.LinkCount = cursor.Small();
        if (has.HasFlag(Has.LinkGroup)) item.LinkGroup = cursor.Number();
        if (has.HasFlag(Has.Flags)) item.Flags = cursor.Small();
        if (has.HasFlag(Has.DeviceNumber)) item.DeviceNumber = cursor.Number();
        if (has.HasFlag(Has.Condition)) item.Condition = (ItemCondition)cursor.Byte();
        if (has.HasFlag(Has.LinkTarget)) item.LinkTarget = cursor.Bytes(TableLimits.LongestPath).ToArray();
        if (has.HasFlag(Has.Attributes)) item.Attributes = ReadAttributes(ref cursor);
        if (has.HasFlag(Has.Extents))
        {
            item.Extents = ExtentCodec.Read(ref cursor, ids, TableLimits.MostInlineExtents);
            if (!ExtentCodec.Covers(item.Extents, item.Size)) throw new MalformedDataException($"The extents of an item do not cover its {item.Size} bytes.");
        }
        if (has.HasFlag(Has.ExtentLists))
        {
            var lists = new ChunkId[cursor.Count(TableLimits.MostExtentLists, 1)];
            for (var i = 0; i < lists.Length; i++)
            {
                var place = cursor.Count(ids.Length);
                lists[i] = place < ids.Length ? ids[place] : throw new MalformedDataException("An extent list is not among the chunks of its block.");
            }
            item.ExtentLists = lists;
        }
        return item;
    }

    /// <summary>A table never holds a name that leads out of the directory in which it stands, whoever wrote it.</summary>
    private static void CheckKey(byte[] parent, byte[] name, Has has)
    {
        var isRoot = parent.Length == 0 && name.Length == 0;
        if (has.HasFlag(Has.Parent) && !ItemPath.IsPath(parent) || !isRoot && !ItemPath.IsName(name))
            throw new MalformedDataException("An item has an impossible name.");
        if (has.HasFlag(Has.Extents | Has.ExtentLists)) throw new MalformedDataException("An item has extents in two places.");
    }

    private static byte[] ReadName(ref TableCursor cursor, Item? previous)
    {
        var shared = cursor.Count(TableLimits.LongestName);
        if (shared > (previous?.Name.Length ?? 0)) throw new MalformedDataException("A name shares more than the name before it has.");
        var suffix = cursor.Bytes(TableLimits.LongestName);
        var name = new byte[shared + suffix.Length];
        previous?.Name.AsSpan(0, shared).CopyTo(name);
        suffix.CopyTo(name.AsSpan(shared));
        return name.Length <= TableLimits.LongestName ? name : throw new MalformedDataException("A name in an item table is too long.");
    }

    private static void WriteTimes(TableBuffer buffer, Item item, Item? previous, Has has)
    {
        buffer.Signed(unchecked(item.Modified.Seconds - (previous?.Modified.Seconds ?? 0)));
        buffer.Number(item.Modified.Nanoseconds);
        WriteRelative(buffer, item.Changed, item.Modified);
        if (has.HasFlag(Has.Born)) WriteRelative(buffer, item.Born!.Value, item.Changed);
    }

    private static void ReadTimes(ref TableCursor cursor, Item item, Item? previous, Has has)
    {
        var modified = cursor.Time();
        item.Modified = modified with { Seconds = unchecked(modified.Seconds + (previous?.Modified.Seconds ?? 0)) };
        item.Changed = ReadRelative(ref cursor, item.Modified);
        if (has.HasFlag(Has.Born)) item.Born = ReadRelative(ref cursor, item.Changed);
    }

    /// <summary>0 for "the same", otherwise 1 and the time with its seconds relative to the other's.</summary>
    private static void WriteRelative(TableBuffer buffer, Timestamp time, Timestamp other)
    {
        if (time == other)
        {
            buffer.Byte(0);
            return;
        }
        buffer.Byte(1);
        buffer.Time(time with { Seconds = unchecked(time.Seconds - other.Seconds) });
    }

    private static Timestamp ReadRelative(ref TableCursor cursor, Timestamp other)
    {
        if (cursor.Byte() == 0) return other;
        var time = cursor.Time();
        return time with { Seconds = unchecked(time.Seconds + other.Seconds) };
    }

    private static void WriteAttributes(TableBuffer buffer, ExtendedAttribute[] attributes)
    {
        buffer.Number((ulong)attributes.Length);
        foreach (var attribute in attributes)
        {
            buffer.Bytes(attribute.Name);
            buffer.Bytes(attribute.Value);
        }
    }

    private static ExtendedAttribute[] ReadAttributes(ref TableCursor cursor)
    {
        var attributes = new ExtendedAttribute[cursor.Count(TableLimits.MostAttributes, 2)];
        for (var i = 0; i < attributes.Length; i++)
        {
            var name = cursor.Bytes(TableLimits.LongestAttributeName).ToArray();
            attributes[i] = new ExtendedAttribute(name, cursor.Bytes(TableLimits.LongestAttribute).ToArray());
        }
        return attributes;
    }
}
