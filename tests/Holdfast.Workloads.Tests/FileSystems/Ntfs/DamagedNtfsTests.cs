using Holdfast.Testing.Damage;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.FileSystems.Ntfs;
using Holdfast.Workloads.Tests.FileSystems.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ntfs;

public sealed class DamagedNtfsTests
{
    private const string Tree = """
        mkdir d packed; i=0; while [ $i -lt 45 ]; do echo $i >"d/a file with a long name and number $i"; i=$((i+1)); done
        setfattr -h -n system.ntfs_attrib_be -v 0x00000810 packed; seq 1 9000 >packed/text
        i=0; while [ $i -lt 12 ]; do ln d/one "d/link $i" 2>/dev/null || echo one >d/one; echo stream >"d/one:stream with a name $i"; i=$((i+1)); done
        truncate -s 200000 holes; seq 1 3000 >>holes; setfattr -h -n system.ntfs_reparse_data -v 0xa00000030000000000000000 d/one 2>/dev/null || true
        """;

    [Theory]
    [InlineData(null, 2000)]
    [InlineData(1, 1500)]
    [InlineData(2, 1500)]
    public void Read_FiveThousandDamagedVolumes_AreReadOrRefusedWithAnOffset(int? order, int count)
    {
        using var image = NtfsImages.Make(Tree, "-c 4096", 3);
        var files = image.Open();
        string[] content = ["$UpCase", "$LogFile", "$AttrDef", "$Bitmap"];
        var volume = new DamagedVolume(File.ReadAllBytes(image.Path), content.SelectMany(name => files.Where(files.Get(name))), order);

        var (read, refused) = Mutations.Run(20_261_123, count, [volume.Metadata], stream => volume.Read(stream, NtfsFileSystem.Open), DamagedVolume.IsRefusal);

        Assert.InRange(read, 1, count - 1);
        Assert.InRange(refused, count / 20, count - 1);
        Assert.InRange(volume.Entries, count * 5, long.MaxValue);
    }
}
