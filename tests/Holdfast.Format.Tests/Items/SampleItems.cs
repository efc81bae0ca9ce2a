using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items;

/// <summary>Trees of odd items, in table order, that a seed repeats.</summary>
internal sealed class SampleItems(int seed)
{
    private static readonly long[] OddSeconds = [0, 1, -1, -62_135_596_800, 253_402_300_799, long.MinValue, long.MaxValue, 1_700_000_000];
    private static readonly ulong[] OddNumbers = [0, 1, 127, 128, uint.MaxValue, ulong.MaxValue, 1UL << 63];
    private readonly Random random = new(seed);

    /// <summary>About <paramref name="count"/> items under a root, in table order.</summary>
    public List<Item> Tree(int count)
    {
        var items = new List<Item> { Fill(Named([], [], ItemKind.Directory)) };
        var directories = new List<byte[]> { Array.Empty<byte>() };
        var taken = new HashSet<string> { "" };
        while (items.Count < count)
        {
            var parent = directories[random.Next(directories.Count)];
            var item = Fill(Named(parent, Name(), (ItemKind)random.Next(1, 7)));
            if (!taken.Add(Convert.ToHexString(item.Path))) continue;
            items.Add(item);
            if (item.Kind == ItemKind.Directory && random.Next(3) > 0) directories.Add(item.Path);
        }
        items.Sort((a, b) => ItemPath.CompareKeys(a.Parent, a.Name, b.Parent, b.Name));
        return items;
    }

    public static Item Named(byte[] parent, byte[] name, ItemKind kind) => new() { Parent = parent, Name = name, Kind = kind };

    /// <summary>A regular file whose content is given by extents.</summary>
    public static Item File(string name, IReadOnlyList<Extent> extents) => new()
    {
        Parent = [], Name = System.Text.Encoding.UTF8.GetBytes(name), Kind = ItemKind.File, Size = extents.Sum(extent => extent.Length), Extents = extents,
    };

    public List<Extent> Extents(int count)
    {
        var extents = new List<Extent>(count);
        for (var i = 0; i < count; i++)
        {
            extents.Add(random.Next(5) == 0
                ? Extent.Hole(random.NextInt64(1, 1L << random.Next(1, 45)))
                : Extent.Data(Chunk(random.Next(1, 300)), (uint)random.Next(1 << 20), (uint)random.Next(1, 1 << 20)));
        }
        return extents;
    }

    public static ChunkId Chunk(int number) => new(new Bytes32((ulong)number, 2, 3, (ulong)number));

    private Item Fill(Item item)
    {
        item.Mode = (uint)random.Next(0x1000);
        (item.Owner, item.Group) = ((uint)(Odd() & uint.MaxValue), (uint)random.Next(70_000));
        (item.Modified, item.Changed) = (Time(), Time());
        if (random.Next(2) == 0) item.Changed = item.Modified;
        if (random.Next(2) == 0) item.Born = random.Next(2) == 0 ? item.Changed : Time();
        item.Inode = Odd();
        item.LinkCount = (uint)random.Next(1, 4);
        if (random.Next(5) == 0) item.LinkGroup = Odd();
        if (random.Next(5) == 0) item.Flags = (uint)random.Next();
        if (random.Next(3) == 0) item.Attributes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new ExtendedAttribute(Raw(20), Raw(random.Next(300))))];
        if (random.Next(5) == 0) item.Condition = (ItemCondition)random.Next(8);
        switch (item.Kind)
        {
            case ItemKind.SymbolicLink:
                item.LinkTarget = Raw(random.Next(1, 200));
                break;
            case ItemKind.CharacterDevice or ItemKind.BlockDevice:
                item.DeviceNumber = Odd();
                break;
            case ItemKind.File when item.Condition.HasFlag(ItemCondition.Unreadable) && random.Next(2) == 0:
                item.Size = random.NextInt64(1L << 50);
                break;
            case ItemKind.File:
                item.Extents = Extents(random.Next(20) == 0 ? random.Next(1200) : random.Next(4));
                item.Size = item.Extents.Sum(extent => extent.Length);
                break;
        }
        return item;
    }

    private ulong Odd() => OddNumbers[random.Next(OddNumbers.Length)];

    private Timestamp Time() => new(random.Next(2) == 0 ? OddSeconds[random.Next(OddSeconds.Length)] : random.NextInt64(2_000_000_000), (uint)random.Next(1_000_000_000));

    /// <summary>Short, long, with a common beginning, not UTF-8: anything but '/' and NUL.</summary>
    private byte[] Name()
    {
        var name = random.Next(4) switch
        {
            0 => System.Text.Encoding.UTF8.GetBytes($"file-{random.Next(100_000)}.dat"),
            1 => Raw(255),
            _ => Raw(random.Next(1, 12)),
        };
        for (var i = 0; i < name.Length; i++)
            if (name[i] is 0 or (byte)'/') name[i] = (byte)'_';
        return ItemPath.IsName(name) ? name : "x"u8.ToArray();
    }

    private byte[] Raw(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
