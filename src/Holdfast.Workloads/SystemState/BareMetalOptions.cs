using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState;

/// <summary>Settings of a computer whose disks are protected.</summary>
/// <param name="Machine">Those of all machines.</param>
/// <param name="TargetDisk">Number that the recovery environment gives the disk that Windows goes to; null: the one that it had.</param>
internal sealed record BareMetalOptions(MachineOptions Machine, int? TargetDisk)
{
    private const string Target = "targetDisk";
    private const int MostDisks = 64;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>: an unknown name or value.</exception>
    public static BareMetalOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var machine = MachineOptions.Parse(options, "vhdx", name => name == Target, Target);
        if (!options.TryGetValue(Target, out var text)) return new BareMetalOptions(machine, null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostDisks ? new BareMetalOptions(machine, number)
            : throw MachineOptions.Wrong(Target, text, "the number of a disk, as diskpart lists them");
    }
}
