using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Add, "DPMDiskStorage", SupportsShouldProcess = true, DefaultParameterSetName = OfVolume), OutputType(typeof(DpmDisk))]
[Alias("Add-DPMDisk", "Add-DiskStorage", "Add-HoldfastDiskStorage")]
[Help("Adds a folder of a volume to the storage pool.", Description = "Nothing is formatted: what lies on the volume stays, and the pool uses what is free. The folder must be empty or new.",
    Example = "Add-DPMDiskStorage -Volume E:\\pool")]
public sealed class AddDiskStorage : HoldfastCmdlet
{
    private const string OfVolume = "Volume", OfDisk = "DPMDisk";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfVolume, ValueFromPipeline = true, HelpMessage = "Volumes of Get-DPMVolume, or absolute paths of folders on the backup server.")]
    [Alias("Volumes")]
    [VolumeArgument]
    public DpmVolume[] Volume { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfDisk, HelpMessage = "Absolute paths of folders on the backup server.")]
    [VolumeArgument]
    public DpmVolume[] DPMDisk { get; set; } = [];

    [Parameter(Position = 1, HelpMessage = "Taken for the sake of scripts: a disk is called by its folder.")]
    public string? FriendlyName { get; set; }

    [Parameter(Position = 2, HelpMessage = "Taken for the sake of scripts, with a warning: all datasources share all disks.")]
    public string[]? DatasourceType { get; set; }

    [Parameter(HelpMessage = "Folder below the volume's.")]
    public string? Subdirectory { get; set; }

    protected override object? Subject => Volume.Length > 0 ? Volume : DPMDisk;

    protected override void Run()
    {
        if (DatasourceType is { Length: > 0 } types && !types.Contains("All", StringComparer.OrdinalIgnoreCase)) WriteWarning("-DatasourceType has no effect: all datasources share all disks of the pool.");
        if (FriendlyName is not null) WriteVerbose($"The disk is called by its folder, not {FriendlyName}.");
        foreach (var volume in Volume.Concat(DPMDisk))
        {
            var folder = Folder(volume.Name);
            if (ShouldProcess(folder, "Add the folder to the storage pool")) Guard(() => WriteObject(new DpmDisk(volume.Server, Wait(volume.Server.Client.AddDisk(new AddDiskRequest(folder), Stop)))));
        }
    }

    // The path is the backup server's, which may be of another system than this computer.
    private string Folder(string volume) => Subdirectory is null ? volume : volume.TrimEnd('/', '\\') + (volume.Contains('\\') || volume.Contains(':') ? '\\' : '/') + Subdirectory;
}
