using System.Text.Json;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>What a point of a machine says beyond the common document: the same for all platforms, with a part of the platform's own.</summary>
/// <param name="Format">Version of this shape.</param>
/// <param name="Machine">The platform's id of the machine: it stays when the machine is renamed.</param>
/// <param name="Name">As people call the machine.</param>
/// <param name="Disks">In the machine's order.</param>
/// <param name="Exclusions">What was left out of the disks.</param>
/// <param name="Own">What only the platform's part reads, such as ids of change tracking; an object.</param>
internal sealed record MachineState(int Format, string Machine, string Name, IReadOnlyList<MachineDisk> Disks, IReadOnlyList<ExcludedFile> Exclusions, JsonElement Own)
{
    public const int CurrentFormat = 1;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: written by something else, or damaged.</exception>
    public static MachineState Read(BackupDocument document)
    {
        JsonException? damage = null;
        try
        {
            if (document.State.Length <= MachineLimits.LongestState && JsonSerializer.Deserialize(document.State, MachineJson.Default.MachineState) is { } state && MachineLimits.Hold(state)) return state;
        }
        catch (JsonException error)
        {
            damage = error;
        }
        throw new WorkloadException(WorkloadFault.NotRecoverable, "What the point says about its machine cannot be read.", "Recover from another point.", damage);
    }

    /// <summary>Null where it cannot be read: the caller reads everything and says why.</summary>
    public static MachineState? TryRead(BackupDocument document)
    {
        try
        {
            return Read(document);
        }
        catch (WorkloadException)
        {
            return null;
        }
    }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: more disks or longer names than a point keeps.</exception>
    public byte[] Write()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, MachineJson.Default.MachineState);
        return bytes.Length <= MachineLimits.LongestState && MachineLimits.Hold(this) ? bytes
            : throw new WorkloadException(WorkloadFault.NotPossible, $"The machine “{Name}” cannot be described in a recovery point: it has too many disks, or names that are too long.", "Use shorter names, or fewer disks.");
    }

    public MachineDisk? Find(string disk) => Disks.FirstOrDefault(candidate => candidate.Name == disk);
}
