namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>A small ext4 of its own in a file, mounted on a folder. Only root can; without, the test is skipped and says so.</summary>
internal sealed class LoopDisk : IDisposable
{
    internal LoopDisk(string image, string folder, int mebibytes, params string[] options)
    {
        (Image, Folder) = (image, folder);
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting a file system needs root.");
        Assert.SkipUnless(Tool.IsThere("mkfs.ext4"), "mkfs.ext4 (e2fsprogs) is not installed.");
        using (var file = File.Create(image)) file.SetLength((long)mebibytes << 20);
        Tool.Do("mkfs.ext4", ["-q", "-F", .. options, image]);
        Directory.CreateDirectory(folder);
        var mount = Mount();
        Assert.SkipUnless(mount.ExitCode == 0, $"A loop device cannot be mounted here: {mount.Error.Trim()}");
    }

    internal string Image { get; }

    internal string Folder { get; }

    internal Outcome Mount() => Tool.Run("mount", "-o", "loop", Image, Folder);

    internal void Unmount() => Tool.Do("umount", Folder);

    public void Dispose() => Tool.Run("umount", "--lazy", Folder);
}
