using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Remove, "DPMDiskStorage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High), OutputType(typeof(DpmJob))]
[Alias("Remove-DPMDisk", "Remove-DiskStorage", "Remove-HoldfastDiskStorage")]
[Help("Moves what lies on a disk of the storage pool to the others, and takes it out of the pool.", Example = "Remove-DPMDiskStorage -DPMDisk E:\\pool -Wait")]
public sealed class RemoveDiskStorage : JobCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Disks of Get-DPMDiskStorage, or their folders.")]
    [Alias("Volume")]
    [DiskArgument]
    public DpmDisk[] DPMDisk { get; set; } = [];

    [Parameter(HelpMessage = "Also where its data cannot be moved, because it is missing or the others are full: what lies only there is lost.")]
    public SwitchParameter EvenIfDataIsLost { get; set; }

    protected override object? Subject => DPMDisk;

    protected override void Run()
    {
        foreach (var disk in DPMDisk)
            if (ShouldProcess(disk.Name, EvenIfDataIsLost ? "Take the disk out of the pool, even if data is lost" : "Move the disk's data and take it out of the pool"))
                Guard(() => Give(disk.Server, Wait(disk.Server.Client.RemoveDisk(disk.DiskId, EvenIfDataIsLost, Stop))));
    }
}
