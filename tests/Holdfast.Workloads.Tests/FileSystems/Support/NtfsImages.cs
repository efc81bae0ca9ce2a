using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>Volumes that ntfs-3g made and filled.</summary>
internal static class NtfsImages
{
    /// <summary>Makes a volume and runs a script in its root while ntfs-3g has it mounted; when this returns, ntfs-3g has ended.</summary>
    /// <param name="script">Of sh; $F is a folder beside the volume.</param>
    /// <param name="options">Of mkntfs.</param>
    public static VolumeImage Make(string script, string options = "-c 4096", int mebibytes = 40)
    {
        Assert.SkipUnless(Shell.Has("mkntfs") && Shell.Has("ntfs-3g"), "mkntfs or ntfs-3g is not here (package ntfs-3g).");
        Assert.SkipUnless(Shell.IsRoot && File.Exists("/dev/fuse"), "Mounting with ntfs-3g needs root and /dev/fuse.");
        var image = new VolumeImage();
        image.Folder.Folder("mnt");
        image.Folder.Write("script", script);
        Shell.Run($"truncate -s {mebibytes}M volume && mkntfs -q -F {options} volume", image.Folder.Root);
        var mounted = Shell.Try($"""
            cd {image.Folder.Root} || exit 1
            ntfs-3g -o no_detach,compression,streams_interface=windows volume mnt 2>error &
            server=$!
            until grep -q "$PWD/mnt " /proc/mounts; do kill -0 $server || exit 77; sleep 0.01; done
            (export F=$PWD; cd mnt && . ../script) >output 2>log || code=1
            umount mnt
            wait $server
            exit $code
            """);
        if (!mounted && !Directory.EnumerateFiles(image.Folder.Root, "output").Any()) Assert.Skip("ntfs-3g cannot mount here: " + File.ReadAllText(image.Folder["error"]));
        Assert.True(mounted, File.ReadAllText(image.Folder["log"]));
        return image;
    }

    /// <summary>What the script printed.</summary>
    public static string[] Output(this VolumeImage image) => File.ReadAllLines(image.Folder["output"]);
}
