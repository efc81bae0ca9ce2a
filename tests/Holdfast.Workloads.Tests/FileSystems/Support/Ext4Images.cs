using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>Volumes that mke2fs made and filled from a folder.</summary>
internal static class Ext4Images
{
    /// <param name="script">Of sh; fills the folder that it runs in, which is what the volume will hold.</param>
    /// <param name="options">Of mke2fs.</param>
    /// <param name="filling">Makes the file before mke2fs does.</param>
    public static VolumeImage Make(string script, string options = "-t ext4", int mebibytes = 24, string? filling = null)
    {
        Assert.SkipUnless(Shell.Has("mke2fs") && Shell.Has("debugfs"), "mke2fs or debugfs is not here (package e2fsprogs).");
        var image = new VolumeImage();
        Shell.Run(script, image.Folder.Folder("tree"));
        Shell.Run($"{filling ?? $"truncate -s {mebibytes}M volume"} && mke2fs -q -F {options} -d tree volume", image.Folder.Root);
        return image;
    }

    /// <summary>A volume that holds what is in a folder.</summary>
    public static VolumeImage Of(string tree, string options, int mebibytes)
    {
        Assert.SkipUnless(Shell.Has("mke2fs") && Shell.Has("debugfs"), "mke2fs or debugfs is not here (package e2fsprogs).");
        var image = new VolumeImage();
        Shell.Run($"truncate -s {mebibytes}M volume && mke2fs -q -F {options} -d {Shell.Quote(tree)} volume", image.Folder.Root);
        return image;
    }

    /// <summary>Changes the volume by commands of debugfs, which may name files beside it.</summary>
    public static void Change(this VolumeImage image, string commands, string volume = "volume")
    {
        image.Folder.Write("commands", commands);
        var said = Shell.Run($"debugfs -w -f commands {volume} 2>&1", image.Folder.Root);
        Assert.DoesNotContain(said.Split('\n'), line => !line.StartsWith("debugfs", StringComparison.Ordinal) && !line.StartsWith("Allocated", StringComparison.Ordinal) && !line.StartsWith("Setting csum", StringComparison.Ordinal) && line.Length > 0);
    }
}
