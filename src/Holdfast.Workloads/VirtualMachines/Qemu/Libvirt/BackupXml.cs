using System.Xml.Linq;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>What libvirt is told of a backup.</summary>
internal static class BackupXml
{
    /// <summary>Name of the export's bitmap that tells what changed.</summary>
    public static string BitmapOf(string disk) => "backup-" + disk;

    /// <param name="scratch">Path for what the guest overwrites meanwhile, by place of the disk.</param>
    public static string Backup(IReadOnlyList<DiskPlan> plan, string socket, Func<int, string> scratch) => new XElement(
        "domainbackup", new XAttribute("mode", "pull"), new XElement("server", new XAttribute("transport", "unix"), new XAttribute("socket", socket)),
        new XElement("disks", plan.Select((disk, number) => new XElement(
            "disk", new XAttribute("name", disk.Disk.Name), new XAttribute("backup", "yes"), new XAttribute("type", "file"), new XAttribute("exportname", disk.Disk.Name), Mode(disk),
            new XElement("scratch", new XAttribute("file", scratch(number))))))).ToString();

    /// <summary>The checkpoint that begins with the backup, of the disks whose images keep bitmaps.</summary>
    public static string Checkpoint(IReadOnlyList<DiskPlan> plan, string name) => new XElement(
        "domaincheckpoint", new XElement("name", name),
        new XElement("disks", plan.Select(disk => new XElement("disk", new XAttribute("name", disk.Disk.Name), new XAttribute("checkpoint", disk.Disk.KeepsBitmaps ? "bitmap" : "no"))))).ToString();

    private static XAttribute[] Mode(DiskPlan disk) => disk.Since is null ? [new XAttribute("backupmode", "full")]
        : [new XAttribute("backupmode", "incremental"), new XAttribute("incremental", disk.Since), new XAttribute("exportbitmap", BitmapOf(disk.Disk.Name))];
}
