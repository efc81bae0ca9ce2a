using System.Text;
using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items.Table;

/// <summary>Many like items, as real trees have them: directories of small files in bundles.</summary>
internal static class FlatTree
{
    public static IEnumerable<Item> Items(int directories, int files)
    {
        yield return Directory([], []);
        for (var d = 0; d < directories; d++) yield return Directory([], Name(d));
        for (var d = 0; d < directories; d++)
        {
            var parent = Name(d);
            for (var f = 0; f < files; f++) yield return File(parent, d, f);
        }
    }

    public static byte[] Name(int directory) => Encoding.ASCII.GetBytes($"dir-{directory:D6}");

    private static Item Directory(byte[] parent, byte[] name) => new() { Parent = parent, Name = name, Kind = ItemKind.Directory, Mode = 0x1ED };

    private static Item File(byte[] parent, int directory, int file) => new()
    {
        Parent = parent, Name = Encoding.ASCII.GetBytes($"file-{file:D4}"), Kind = ItemKind.File, Mode = 0x1A4, Size = 4096, Inode = (ulong)((directory * 100) + file),
        Modified = new Timestamp(1_700_000_000 + file, 5), Changed = new Timestamp(1_700_000_001 + file, 6),
        Extents = [Extent.Data(SampleItems.Chunk((directory * 4) + (file / 25) + 1), (uint)(file % 25) * 4096, 4096)],
    };
}
