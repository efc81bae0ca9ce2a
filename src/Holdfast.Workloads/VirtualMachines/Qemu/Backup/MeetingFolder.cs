using System.Security.Cryptography;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Recovery;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>A folder where this program and QEMU meet: the socket that disks are read from, and what the guest overwrites meanwhile. Its path is remembered, so that the next backup finds it where this one is killed.</summary>
internal sealed class MeetingFolder : IDisposable
{
    private const string Memory = "qemu-folder", Prefix = "hf";
    private const int LongestSocketPath = 100;

    private readonly string memory;

    private MeetingFolder(string path, string memory) => (Path, this.memory) = (path, memory);

    public string Path { get; }

    public string Socket => System.IO.Path.Combine(Path, "nbd");

    public string Scratch(int disk) => System.IO.Path.Combine(Path, $"scratch{disk}.qcow2");

    /// <param name="parent">Where the option says; null: where temporary files go.</param>
    /// <param name="owner">User and group that QEMU runs under; null where not known.</param>
    /// <exception cref="WorkloadException">The folder cannot be made.</exception>
    public static MeetingFolder Make(WorkloadContext context, string? parent, (uint User, uint Group)? owner)
    {
        var path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestSocketPath - 4) throw new WorkloadException(WorkloadFault.NotPossible, "The folder for temporary files has too long a path for a socket.", "Name a shorter one with the option scratch.");
        var folder = new MeetingFolder(path, System.IO.Path.Combine(context.Keep, Memory));
        try
        {
            Directory.CreateDirectory(context.Keep);
            File.WriteAllText(folder.memory, path);
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else
            {
                var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                // Where an administrator made a folder for both accounts, its group is how they meet.
                if (parent is not null) mode |= UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
                Directory.CreateDirectory(path, mode);
                File.SetUnixFileMode(path, mode);
                if (owner is { } other && Environment.IsPrivilegedProcess) Ownership.Give(path, other.User, other.Group);
            }
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkloadException(WorkloadFault.NotPossible, $"The folder {path} cannot be made: {error.Message}", "Name a folder with the option scratch that this program and QEMU may both write to.", error);
        }
    }

    /// <summary>Path of the folder of a backup that was killed, or still runs; null for none.</summary>
    public static string? Remembered(WorkloadContext context)
    {
        var memory = System.IO.Path.Combine(context.Keep, Memory);
        return File.Exists(memory) ? File.ReadAllText(memory) : null;
    }

    /// <summary>Removes what a killed backup left. True where there was anything.</summary>
    public static bool Sweep(WorkloadContext context)
    {
        var memory = System.IO.Path.Combine(context.Keep, Memory);
        if (!File.Exists(memory)) return false;
        var path = File.ReadAllText(memory);
        if (System.IO.Path.IsPathFullyQualified(path) && System.IO.Path.GetFileName(path) is { } name && name.StartsWith(Prefix, StringComparison.Ordinal) && name[Prefix.Length..].All(char.IsAsciiHexDigitLower) && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        File.Delete(memory);
        return true;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        File.Delete(memory);
    }
}
