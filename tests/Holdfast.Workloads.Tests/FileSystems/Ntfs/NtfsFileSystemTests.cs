using Holdfast.Format.Items;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ntfs;

public sealed class NtfsFileSystemTests
{
    /// <summary>All ways in which ntfs-3g keeps content and names; prints a sum of each file.</summary>
    private const string Everything = """
        mkdir plain packed many "Ünïcödé" && echo small >plain/resident && : >plain/empty
        seq 1 100000 >plain/long; head -c 700 /dev/zero | tr '\0' x >plain/boundary
        truncate -s 5M plain/sparse; printf end | dd of=plain/sparse bs=1 seek=3000000 conv=notrunc status=none
        setfattr -h -n system.ntfs_attrib_be -v 0x00000810 packed
        seq 1 60000 >packed/text; head -c 300000 /dev/urandom >packed/random; truncate -s 1M packed/holes; seq 1 9000 >>packed/holes; head -c 66000 /dev/zero >packed/zeros
        i=0; while [ $i -lt 700 ]; do echo $i >"many/a file with number $i"; i=$((i+1)); done
        ln plain/long plain/again; ln plain/long many/third
        echo snow >"Ünïcödé/☃ snow 😀.txt"; echo long >$(head -c 250 /dev/zero | tr '\0' n)
        i=0; while [ $i -lt 60 ]; do echo stream $i >"plain/resident:stream number $i"; i=$((i+1)); done
        i=0; while [ $i -lt 50 ]; do head -c 5000 /dev/urandom >>plain/pieces; head -c 9000 /dev/urandom >>plain/others; sync plain/pieces plain/others; i=$((i+1)); done
        i=0; while [ $i -lt 40 ]; do ln plain/boundary "plain/another name of the same file, number $i, that fills its record"; i=$((i+1)); done
        find . -type f -exec sha256sum {} +
        """;

    [Theory]
    [InlineData("-c 4096 -L Röhre")]
    [InlineData("-c 512")]
    [InlineData("-c 65536")]
    [InlineData("-s 4096 -c 4096")]
    [InlineData("-s 1024 -c 2048")]
    public void Walk_VolumeWithEverything_IsWhatTheMakersAndSleuthKitSee(string options)
    {
        Sleuth.SkipUnlessHere();
        using var image = NtfsImages.Make(options.Contains("65536", StringComparison.Ordinal) ? Everything.Replace("0x00000810", "0x00000010", StringComparison.Ordinal) : Everything, options, 60);
        var files = image.Open();

        var found = FileTree.Walk(files, files.Root).ToList();

        Assert.Equal(options.Contains("-L", StringComparison.Ordinal) ? "Röhre" : null, files.Label);
        var theirs = Sleuth.List(image.Path, loose: true).Where(line => !line.Path.Contains(':', StringComparison.Ordinal) && !line.Path.StartsWith('$')).Select(line => (line.Path, line.Number));
        Assert.Equal(theirs.Order(), found.Select(item => (item.Path, item.Entry.Number & 0xffffffffffff)).Order());
        var sums = found.Where(item => item.Entry.Kind == ItemKind.File).Select(item => $"{files.OpenRead(item.Entry).Sha256()}  ./{item.Path}");
        Assert.Equal(image.Output().Order(StringComparer.Ordinal), sums.Order(StringComparer.Ordinal));
    }
}
