using System.Text;
using System.Text.Json;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>What a point says of a machine of Hyper-V beyond what all machines have.</summary>
/// <param name="Host">Where it ran.</param>
/// <param name="Generation">1 or 2.</param>
/// <param name="Version">Of its configuration, such as 9.0.</param>
/// <param name="Definition">Path of its configuration (.vmcx, .xml) in the point.</param>
/// <param name="Root">Folder of the host that held its configuration.</param>
/// <param name="HasTpm">Its keys lie with the host's guardians, not in the point.</param>
/// <param name="ReferencePoint">InstanceID of the reference point that the next backup counts from; null for none.</param>
/// <param name="Disks">In the order of the common part.</param>
/// <param name="Connections">Of its network adapters.</param>
/// <param name="LeftOut">Storage that is not in the point, each with its reason.</param>
internal sealed record HyperVState(
    string Host, int Generation, string Version, string Definition, string Root, bool HasTpm, string? ReferencePoint, IReadOnlyList<TrackedDisk> Disks, IReadOnlyList<NetworkConnection> Connections,
    IReadOnlyList<string> LeftOut)
{
    private const int MostConnections = 64, MostLeftOut = 1024;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: it is no such state.</exception>
    public static HyperVState Of(MachineState machine)
    {
        JsonException? damage = null;
        try
        {
            if (machine.Own.Deserialize(HyperVJson.Default.HyperVState) is { } state && Holds(state, machine)) return state;
        }
        catch (JsonException error)
        {
            damage = error;
        }
        throw new WorkloadException(WorkloadFault.NotRecoverable, "What the point says about its machine of Hyper-V cannot be read.", "Recover from another point.", damage);
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, HyperVJson.Default.HyperVState);

    private static bool Holds(HyperVState state, MachineState machine) =>
        state is { Generation: 1 or 2, Disks: not null, Connections.Count: <= MostConnections, LeftOut.Count: <= MostLeftOut }
        && IsText(state.Host) && IsText(state.Version) && IsText(state.Root) && IsDefinition(state.Definition)
        && state.Disks.Count == machine.Disks.Count && state.Disks.All(disk => disk is not null && IsText(disk.Place) && disk.Id is { Length: <= MachineLimits.LongestText } && IsText(disk.File) && disk.PhysicalSectorLength is 0 or 512 or 4096 && disk.TrackingId is null or { Length: <= MachineLimits.LongestText })
        && state.Connections.All(connection => connection is not null && IsText(connection.Place)) && state.LeftOut.All(IsText);

    private static bool IsDefinition(string? path) =>
        path is { Length: > 0 and <= MachineLimits.LongestText } && path.StartsWith(MachineLayout.Machine + "/", StringComparison.Ordinal) && Format.Items.ItemPath.IsPath(Encoding.UTF8.GetBytes(path));

    private static bool IsText(string? text) => text is { Length: > 0 and <= MachineLimits.LongestText } && !text.Contains('\0');
}
