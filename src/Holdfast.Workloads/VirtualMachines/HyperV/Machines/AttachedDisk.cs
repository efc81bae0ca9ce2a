namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>A virtual hard disk as a machine, or a checkpoint of it, has it attached.</summary>
/// <param name="Instance">InstanceID of its setting data.</param>
/// <param name="Bus">SCSI, IDE, or PMEM.</param>
/// <param name="Controller">Number of the controller among those of its bus, from 0.</param>
/// <param name="Location">Place on the controller, from 0.</param>
/// <param name="File">Path of its image on the host.</param>
internal sealed record AttachedDisk(string Instance, string Bus, int Controller, int Location, string File)
{
    /// <summary>By which the disk is known from point to point: its place does not change while the machine has it.</summary>
    public string Name => $"{Bus} {Controller}-{Location}";

    /// <summary>As people read it.</summary>
    public string Attachment => $"{Bus} {Controller}:{Location}";

    /// <summary>InstanceID without what is different in each checkpoint: by it a reference point names the disk too.</summary>
    public string Place => PlaceOf(Instance);

    /// <summary>What follows "Microsoft:" and the id of the machine or checkpoint.</summary>
    public static string PlaceOf(string instance) => instance.IndexOf('\\') is >= 0 and var slash ? instance[(slash + 1)..].ToUpperInvariant() : instance.ToUpperInvariant();
}
