using System.Diagnostics;
using System.Globalization;

namespace Holdfast.FileSystemBenchmark;

/// <summary>An image that ntfs-3g filled, in a temporary folder that goes with it.</summary>
internal sealed class FilledImage : IDisposable
{
    public const string Folder = "many";

    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-ntfs-").FullName;

    public string Path => System.IO.Path.Combine(folder, "image");

    /// <summary>Why there is no image; null where there is one.</summary>
    public string? Fault { get; private init; }

    public static FilledImage Make(int files)
    {
        var image = new FilledImage();
        var size = 200L + (files / 250);
        Run($"cd '{image.folder}' && truncate -s {size}M image && mkntfs -q -F -c 4096 image && mkdir mnt", out var code);
        if (code != 0) return new FilledImage { Fault = "mkntfs is not here (package ntfs-3g)." };
        using var server = Start($"cd '{image.folder}' && exec ntfs-3g -o no_detach image mnt");
        var mount = System.IO.Path.Combine(image.folder, "mnt");
        while (!File.ReadAllText("/proc/mounts").Contains(mount + " ", StringComparison.Ordinal))
        {
            if (server.WaitForExit(20)) return new FilledImage { Fault = "ntfs-3g cannot mount here." };
        }

        Directory.CreateDirectory(System.IO.Path.Combine(mount, Folder));
        for (var number = 0; number < files; number++)
        {
            File.WriteAllBytes(System.IO.Path.Combine(mount, Folder, string.Create(CultureInfo.InvariantCulture, $"document number {number:d7}.txt")), new byte[number % 900]);
        }

        Run($"umount '{mount}'", out _);
        server.WaitForExit();
        return image;
    }

    public static string Run(string command, out int code)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        code = process.ExitCode;
        return output.Trim();
    }

    public void Dispose() => Directory.Delete(folder, true);

    private static Process Start(string command) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = false })!;
}
