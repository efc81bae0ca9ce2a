using Holdfast.Format.Items;

namespace Holdfast.Agent.Applications;

/// <summary>Items as a table wants them: sorted, and with every directory that one lies in.</summary>
internal static class TableOrder
{
    private const uint DirectoryMode = 0b111_101_101;

    /// <exception cref="InvalidOperationException">A path came twice, or lies below something that is no directory.</exception>
    public static IReadOnlyList<Item> Of(List<Item> items)
    {
        var kinds = new Dictionary<string, ItemKind>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
            if (!kinds.TryAdd(Key(item.Path), item.Kind)) throw new InvalidOperationException($"'{ItemPath.ToDisplay(item.Path)}' was added twice.");
        var all = new List<Item>(items);
        foreach (var item in items) AddParents(item, kinds, all);
        if (!kinds.ContainsKey("")) all.Add(Directory([], items.FirstOrDefault()));
        all.Sort((left, right) => ItemPath.CompareKeys(left.Parent, left.Name, right.Parent, right.Name));
        return all;
    }

    private static void AddParents(Item item, Dictionary<string, ItemKind> kinds, List<Item> all)
    {
        for (var path = item.Parent; path.Length > 0; path = ItemPath.Split(path).Parent)
        {
            if (kinds.TryGetValue(Key(path), out var kind))
            {
                if (kind == ItemKind.Directory) return;
                throw new InvalidOperationException($"'{ItemPath.ToDisplay(path)}' is no directory, and holds '{ItemPath.ToDisplay(item.Path)}'.");
            }
            kinds.Add(Key(path), ItemKind.Directory);
            all.Add(Directory(path, item));
        }
    }

    private static Item Directory(byte[] path, Item? within)
    {
        var (parent, name) = ItemPath.Split(path);
        return new Item
        {
            Parent = parent, Name = name, Kind = ItemKind.Directory, Mode = DirectoryMode, Owner = within?.Owner ?? 0, Group = within?.Group ?? 0,
            Modified = within?.Modified ?? default, Changed = within?.Changed ?? default,
        };
    }

    private static string Key(ReadOnlySpan<byte> path) => System.Text.Encoding.Latin1.GetString(path);
}
