using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Get, "DPMDiskStorage"), OutputType(typeof(DpmDisk))]
[Alias("Get-DPMDisk", "Get-DiskStorage", "Get-HoldfastDiskStorage")]
[Help("Gets the disks of the storage pool.", Example = "Get-DPMDiskStorage | Where-Object Status -ne ok")]
public sealed class GetDiskStorage : ServerCmdlet
{
    [Parameter(HelpMessage = "Disks of the pool are folders of volumes. This is so without it as well.")]
    public SwitchParameter Volumes { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: all are given.")]
    public SwitchParameter All { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public SwitchParameter OutputAsStorageResource { get; set; }

    protected override void Run()
    {
        var server = Server;
        foreach (var disk in Wait(server.Client.Disks(Stop)).Disks) WriteObject(new DpmDisk(server, disk));
    }
}
