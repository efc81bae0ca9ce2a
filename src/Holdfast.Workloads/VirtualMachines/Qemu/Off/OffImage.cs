using System.Text.RegularExpressions;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>An image that no machine has open, and how QEMU's programs are told of it.</summary>
/// <param name="Disk">As the machine's definition has it.</param>
internal sealed partial class OffImage(Libvirt.DomainDisk disk)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public Libvirt.DomainDisk Disk => disk;

    public string Path { get; } = disk.OnlyRunning is null && disk.Image is { } image && System.IO.Path.IsPathFullyQualified(image) ? image
        : throw new WorkloadException(WorkloadFault.NotPossible, $"The disk {disk.Name} cannot be read while the machine is off: {disk.OnlyRunning ?? "it is no file and no block device of this computer"}.", "Start the machine: running machines are backed up wherever their disks lie. Or leave the disk out by the option disks.");

    public string Format { get; } = Name().IsMatch(disk.Format) ? disk.Format : throw new QemuException("", $"{disk.Format} is no format of the disk {disk.Name}.");

    /// <summary>What identifies and opens it; a machine may be started over it at any time, for the lock that is asked for shuts nobody out.</summary>
    public string Options => $"driver={Format},force-share=on,file.driver={(IsFile ? "file" : "host_device")},file.filename={Path.Replace(",", ",,", StringComparison.Ordinal)}";

    private bool IsFile => Native.StatPath(Path, true, out var stat) != 0 || stat.Type != Abi.S_IFBLK;

    /// <summary>As it is now.</summary>
    public ImageChain Read(CancellationToken cancellation) => ImageChain.Parse(Path, Run(["info", "-U", "--backing-chain", "--output=json", "-f", Format, Path], cancellation));

    /// <summary>Removes bitmaps. Refused where a machine has the image open.</summary>
    public void RemoveBitmaps(IEnumerable<string> names, CancellationToken cancellation)
    {
        foreach (var name in names) Run(["bitmap", "--remove", "-f", Format, Path, name], cancellation);
    }

    private string Run(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var (code, output, errors) = HostProgram.Run(HostProgram.Require("qemu-img", "qemu-utils"), arguments, Longest, cancellation);
        return code == 0 ? output : throw new QemuException("", $"qemu-img {arguments[0]} failed at {Path}: {errors.Trim().ReplaceLineEndings(" ")}");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,31}$")]
    private static partial Regex Name();
}
