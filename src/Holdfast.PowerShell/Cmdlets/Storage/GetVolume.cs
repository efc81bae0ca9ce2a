using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Get, "DPMVolume"), OutputType(typeof(DpmVolume))]
[Alias("Get-HoldfastVolume")]
[Help("Gets the volumes of the backup server that could become disks of the storage pool, and why others could not.", Example = "Get-DPMVolume | Where-Object Verdict -eq usable")]
public sealed class GetVolume : ServerCmdlet
{
    [Parameter(HelpMessage = "Only those that a disk of the pool lies on.")]
    public SwitchParameter AlreadyInUseByDPM { get; set; }

    protected override void Run()
    {
        var server = Server;
        var disks = Wait(server.Client.Disks(Stop)).Disks;
        var candidates = Wait(server.Client.Setup.Candidates(Stop)).Candidates;
        // A disk lies on the mounted file system whose path is the longest beginning of its own.
        var used = disks.Select(disk => candidates.Where(candidate => IsOn(disk.Path, candidate.Path)).MaxBy(candidate => candidate.Path.Length)?.Path).ToHashSet();
        foreach (var candidate in candidates)
            if (!AlreadyInUseByDPM || used.Contains(candidate.Path)) WriteObject(new DpmVolume(server, candidate, used.Contains(candidate.Path)));
    }

    private static bool IsOn(string folder, string volume) => folder.StartsWith(volume, StringComparison.OrdinalIgnoreCase);
}
