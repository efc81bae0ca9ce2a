using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Recovery;

/// <summary>Writes disks in the formats of QEMU: raw by this program, all others by qemu-img, which reads the disk of the point over NBD.</summary>
internal sealed class QemuImages(TimeProvider clock, IWorkloadProgress progress, CancellationToken cancellation)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>Writes a new file, or replaces one when the new one is whole.</summary>
    /// <param name="open">Opens the disk.</param>
    /// <param name="format">As QEMU names it.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>: qemu-img is needed and not installed.</exception>
    public void Write(Func<IDisk> open, string path, string format)
    {
        var part = path + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(part);
        try
        {
            if (format == "raw")
            {
                using var disk = open();
                DiskFormats.Write(disk, part, format, progress, cancellation);
            }
            else Convert(open, part, format);
            Replace(part, path);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private void Convert(Func<IDisk> open, string path, string format)
    {
        var program = HostProgram.Require("qemu-img", "qemu-utils");
        using var exports = new LocalExports(clock);
        var (code, _, errors) = HostProgram.Run(program, ["convert", "-f", "raw", "-O", format, exports.Add(open()), path], Longest, cancellation);
        if (code != 0) throw new WorkloadException(WorkloadFault.ApplicationFailed, $"qemu-img could not write {path}: {errors.Trim()}", "Check that there is room, and that the folder may be written to.");
    }

    /// <summary>The new file belongs to whom the old one belonged: QEMU must be able to open it.</summary>
    private static void Replace(string part, string path)
    {
        if (File.Exists(path))
        {
            PostgreSql.Recovery.Ownership.Give(part, path);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, File.GetUnixFileMode(path));
        }
        File.Move(part, path, overwrite: true);
    }
}
