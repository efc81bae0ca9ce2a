using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsLifecycle.Start, "DPMDiskRescan", SupportsShouldProcess = true), OutputType(typeof(DpmDisk))]
[Alias("Start-DiskRescan", "Start-HoldfastDiskRescan")]
[Help("Looks at the disks of the storage pool anew: takes those into use that have come back, and measures all.", Example = "Start-DPMDiskRescan")]
public sealed class StartDiskRescan : ServerCmdlet
{
    protected override void Run()
    {
        var server = Server;
        if (!ShouldProcess(server.Name, "Rescan the disks of the pool")) return;
        foreach (var disk in Wait(server.Client.RescanDisks(Stop)).Disks) WriteObject(new DpmDisk(server, disk));
    }
}
