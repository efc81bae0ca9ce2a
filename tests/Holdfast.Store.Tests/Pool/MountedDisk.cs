using System.Diagnostics;
using Holdfast.Store.Tests.Blobs;

namespace Holdfast.Store.Tests.Pool;

/// <summary>A real file system of its own, for what no folder can show: a full disk, a read-only one. Needs root.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private MountedDisk()
    {
    }

    public string Path => folder["mnt"];

    /// <summary>Skips the test where this machine does not let us mount.</summary>
    public static MountedDisk Ext4(int mebibytes)
    {
        var disk = Start();
        using (var image = File.Create(disk.folder["image"])) image.SetLength((long)mebibytes << 20);
        disk.Do("mkfs.ext4", "-q", "-m", "0", disk.folder["image"]);
        disk.Do("mount", "-o", "loop", disk.folder["image"], disk.Path);
        return disk;
    }

    /// <inheritdoc cref="Ext4"/>
    public static MountedDisk Memory(int mebibytes)
    {
        var disk = Start();
        disk.Do("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", disk.Path);
        return disk;
    }

    public void Remount(string option) => Assert.Null(Run("mount", "-o", "remount," + option, Path));

    public void Dispose()
    {
        Run("umount", "-l", Path);
        folder.Dispose();
    }

    private static MountedDisk Start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a file system needs Linux and root.");
        var disk = new MountedDisk();
        Directory.CreateDirectory(disk.Path);
        return disk;
    }

    private void Do(string program, params string[] arguments)
    {
        var error = Run(program, arguments);
        if (error is null) return;
        folder.Dispose();
        Assert.Skip($"This machine cannot mount a test disk: {error}");
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program}: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return $"{program}: {error.Message}";
        }
    }
}
