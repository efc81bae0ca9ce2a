using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsData.Mount, "DPMRecoveryPoint", SupportsShouldProcess = true), OutputType(typeof(MountedRecoveryPoint))]
[Alias("Mount-RecoveryPoint", "Mount-HoldfastRecoveryPoint")]
[Help("Gives a disk that a recovery point holds out as a network block device, read-only.",
    Description = "Of machines, and of files that are disks. Files of other recovery points are looked at by Get-DPMRecoverableItem, and taken out by Restore-DPMRecoverableItem.",
    Example = "Mount-DPMRecoveryPoint -RecoveryPoint $point", ExampleRemarks = "Its Uri is what qemu-nbd and nbd-client take.")]
public sealed class MountRecoveryPoint : MountCmdlet
{
    [Parameter(HelpMessage = "Name or path of the disk; without it the only one.")]
    public string? Disk { get; set; }

    [Parameter(HelpMessage = "Who may read it. socket: the server's own account. loopback: the server's computer. tls: other computers.")]
    public string Listen { get; set; } = ExportListening.Socket;

    protected override void Run()
    {
        if (!ExportListening.All.Contains(Listen)) throw new HoldfastException(ErrorCode.BadRequest, $"-Listen {Listen} is not known.", $"Choose one of {string.Join(", ", ExportListening.All)}.");
        if (!ShouldProcess(RecoveryPoint.ToString(), "Give its disk out")) return;
        var started = Wait(RecoveryPoint.Server.Client.Exports.Start(
            new ExportRequest(RecoveryPoint.DatasourceId, RecoveryPoint.RecoveryPointId, Disk, Listen, RecoveryPoint.Online, RecoveryPoint.ExternalServer), Stop));
        WriteObject(new MountedRecoveryPoint(RecoveryPoint.Server, started.Export, started));
    }
}
