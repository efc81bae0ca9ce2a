using Holdfast.Testing.Damage;
using Holdfast.Workloads.FileSystems.Ext4;
using Holdfast.Workloads.Tests.FileSystems.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ext4;

public sealed class DamagedExt4Tests
{
    private const string Tree = """
        mkdir -p d/e; i=0; while [ $i -lt 40 ]; do echo $i >"d/a file with a long name and number $i"; i=$((i+1)); done
        seq 1 9000 >d/long; printf end | dd of=sparse bs=1024 seek=70000 status=none; ln -s target link; ln -s $(head -c 300 /dev/zero | tr '\0' c) long; setfattr -n user.name -v value d/long
        setfattr -n user.larger -v "$(head -c 600 /dev/zero | tr '\0' v)" d; i=0; while [ $i -lt 12 ]; do printf x | dd of=pieces bs=1024 seek=$((i*3)) conv=notrunc status=none; i=$((i+1)); done
        """;

    [Theory]
    [InlineData("-t ext4 -b 1024 -O ^metadata_csum,inline_data -I 256", false, null, 1000)]
    [InlineData("-t ext4 -b 1024 -O ^metadata_csum,inline_data -I 256", false, 1, 1500)]
    [InlineData("-t ext4 -b 1024 -O metadata_csum", false, 2, 500)]
    [InlineData("-t ext2 -b 1024", false, 3, 1500)]
    [InlineData("-t ext3 -b 1024", true, 4, 1500)]
    public void Read_ThousandsOfDamagedVolumes_AreReadOrRefusedWithAnOffset(string options, bool isDirty, int? order, int count)
    {
        using var image = Ext4Images.Make(Tree, options, 4);
        if (isDirty)
        {
            File.WriteAllBytes(image.Folder["block"], File.ReadAllBytes(image.Path).AsSpan(1024, 2048).ToArray());
            image.Change("jo\njw -b 1,2 block\njw -r 1500,1600 block\njc");
        }

        var files = image.Open();
        var volume = new DamagedVolume(File.ReadAllBytes(image.Path), files.Where(files.Get("d/long")), order);

        var (read, refused) = Mutations.Run(20_261_123, count, [volume.Metadata], stream => volume.Read(stream, Ext4FileSystem.Open), DamagedVolume.IsRefusal);

        Assert.InRange(read, 1, count - 1);
        Assert.InRange(refused, count / 20, count - 1);
        Assert.InRange(volume.Entries, count * 5, long.MaxValue);
    }
}
