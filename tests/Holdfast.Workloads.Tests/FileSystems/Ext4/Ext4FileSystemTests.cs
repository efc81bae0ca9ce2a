using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ext4;

public sealed class Ext4FileSystemTests(Ext4FileSystemTests.SourceTree tree) : IClassFixture<Ext4FileSystemTests.SourceTree>
{
    /// <summary>All kinds of items, and sizes at which content is kept in another way.</summary>
    private const string Everything = """
        for size in 0 1 59 60 61 100 130 156 160 1000 1024 4096 4097 60000 500000; do head -c $size /dev/urandom >file$size; done
        mkdir -p many deep/er/and/deeper empty; chmod 1751 many; chmod 4640 file100
        i=0; while [ $i -lt 600 ]; do echo $i >"many/a file with number $i"; i=$((i+1)); done
        printf end | dd of=sparse bs=1 seek=3000000 conv=notrunc status=none; printf begin | dd of=sparse bs=1 seek=70000 conv=notrunc status=none
        ln file1000 hard; ln -s short link; ln -s $(head -c 59 /dev/zero | tr '\0' a) link59; ln -s $(head -c 60 /dev/zero | tr '\0' b) link60; ln -s $(head -c 900 /dev/zero | tr '\0' c) link900
        mkfifo fifo; echo snow >"☃ 😀"; printf raw >"$(printf 'raw\377name')"; echo slash >'back\slash'; touch -d '1969-12-31 23:59:58.5' file1; touch -d '2030-02-03 04:05:06.123456789' file61
        setfattr -n user.small -v value file59; setfattr -n user.larger -v "$(head -c 700 /dev/zero | tr '\0' v)" file60; setfattr -n user.dir -v "on a folder" deep
        setfacl -m u:4242:rw,g:77:r file61; setfacl -d -m u:1234:rx deep
        """;

    [Theory]
    [InlineData("-t ext2 -b 1024", "ext2")]
    [InlineData("-t ext3 -b 1024 -I 128", "ext3")]
    [InlineData("-t ext3 -b 4096", "ext3")]
    [InlineData("-t ext4 -L Röhre", "ext4")]
    [InlineData("-t ext4 -b 1024 -O metadata_csum,64bit", "ext4")]
    [InlineData("-t ext4 -b 2048 -O ^metadata_csum,^64bit,^has_journal", "ext4")]
    [InlineData("-t ext4 -b 4096 -O inline_data -I 256", "ext4")]
    [InlineData("-t ext4 -b 1024 -O inline_data -I 512", "ext4")]
    [InlineData("-t ext4 -b 1024 -O meta_bg,^resize_inode -g 1024", "ext4")]
    [InlineData("-t ext4 -O bigalloc -C 65536", "ext4")]
    [InlineData("-t ext4 -O ea_inode,metadata_csum_seed", "ext4")]
    [InlineData("-t ext4 -O sparse_super2,^resize_inode -b 1024", "ext4")]
    public void Walk_VolumeMadeOfATree_IsTheTree(string options, string kind)
    {
        using var image = Ext4Images.Of(tree.Folder.Root, options, options.Contains("bigalloc", StringComparison.Ordinal) ? 120 : 24);
        var files = image.Open();

        Assert.Equal(kind, files.Kind);
        Assert.Equal(options.Contains("-L", StringComparison.Ordinal) ? "Röhre" : null, files.Label);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, entry) in FileTree.Walk(files, files.Root).Where(item => item.Path != "lost+found"))
        {
            var (parent, name) = ItemPath.Split(ItemPath.FromDisplay(path));
            found[path] = Told(files.Describe(entry, parent, name), entry.Kind == ItemKind.File ? files.OpenRead(entry).Sha256() : "");
        }

        Assert.Equal(string.Join('\n', tree.Items.Except(found)), string.Join('\n', found.Except(tree.Items)));
    }

    /// <summary>Beyond the blocks that two levels of block numbers reach.</summary>
    [Theory]
    [InlineData("-t ext2 -b 1024")]
    [InlineData("-t ext4 -b 1024")]
    public void OpenRead_FarIntoASparseFile_IsWhatIsThere(string options)
    {
        using var image = Ext4Images.Make("printf end | dd of=sparse bs=1 seek=80000000 status=none; printf begin | dd of=sparse bs=1 seek=70000 conv=notrunc status=none", options);
        var files = image.Open();
        var content = files.OpenRead(files.Get("sparse"));
        byte[] end = new byte[1000], begin = new byte[10];

        content.Read(content.Length - end.Length, end);
        content.Read(69_998, begin);

        Assert.Equal(80_000_003, content.Length);
        Assert.Equal([.. new byte[997], .. "end"u8], end);
        Assert.Equal([0, 0, .. "begin"u8, 0, 0, 0], begin);
    }

    private static Dictionary<string, string> Sums(string tree)
    {
        var lines = Shell.Run("find . -type f -exec sha256sum -z {} +", tree).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split("  ./", 2)).ToDictionary(parts => ItemPath.ToDisplay(Encoding.Latin1.GetBytes(parts[1])), parts => parts[0]);
    }

    private static string Told(Item item, string sum)
    {
        var attributes = item.Attributes?.Select(attribute => $"{Encoding.UTF8.GetString(attribute.Name)}={Convert.ToHexString(attribute.Value)}") ?? [];
        return $"{item.Kind} {Convert.ToString(item.Mode, 8)} {item.Owner}:{item.Group} {item.Size} {item.Modified.Seconds} {(item.Kind == ItemKind.Directory ? 0 : item.LinkCount)} {item.DeviceNumber} "
            + $"{(item.LinkTarget is { } target ? Encoding.UTF8.GetString(target) : "")} {string.Join(' ', attributes)} {sum}";
    }

    /// <summary>What the volumes are made of, and what Linux says of it.</summary>
    public sealed class SourceTree : IDisposable
    {
        public SourceTree()
        {
            Shell.Run(Everything, Folder.Root);
            var sums = Sums(Folder.Root);
            using var source = FileSources.Open(Folder.Root);
            foreach (var listing in source.Walk(ScanOptions.Everything, new Notes(), CancellationToken.None))
            {
                foreach (var item in listing.Items.Where(item => !item.IsRoot))
                {
                    listing.Describe(item, new Notes());
                    Items[ItemPath.ToDisplay(item.Path)] = Told(item, sums.GetValueOrDefault(ItemPath.ToDisplay(item.Path), ""));
                }

                listing.Release();
            }
        }

        public SortedDictionary<string, string> Items { get; } = new(StringComparer.Ordinal);

        internal TempTree Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
