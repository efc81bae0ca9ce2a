using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>The options that machines of all platforms have.</summary>
/// <param name="ExcludePageFiles">excludePageFiles: what a guest keeps of its memory on its disks (page and hibernation files, swap partitions) is left out.</param>
/// <param name="Format">format: what disks are written as where they go to a folder.</param>
/// <param name="DrillFiles">drillFiles: files and directories inside the disks that drills read, such as disks/sda/1/etc; empty: a choice of the drill's own.</param>
internal sealed record MachineOptions(bool ExcludePageFiles, string Format, IReadOnlyList<string> DrillFiles)
{
    /// <summary>Their names, for messages.</summary>
    public const string Names = "excludePageFiles, format, and drillFiles";

    public static IReadOnlyList<string> Formats { get; } = ["raw", "vhdx", "vhd"];

    /// <param name="options">All of a datasource.</param>
    /// <param name="format">What disks are written as where nothing is said.</param>
    /// <param name="own">Whether a name is an option of the platform's own, which it reads itself.</param>
    /// <param name="ownNames">The names of those, for messages.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>.</exception>
    public static MachineOptions Parse(IReadOnlyDictionary<string, string> options, string format, Predicate<string> own, string ownNames)
    {
        var parsed = new MachineOptions(true, format, []);
        foreach (var (name, value) in options)
            parsed = name switch
            {
                "excludePageFiles" => parsed with { ExcludePageFiles = Flag(name, value) },
                "format" => parsed with { Format = Formats.Contains(value) ? value : throw Wrong(name, value, "raw, vhdx, or vhd") },
                "drillFiles" => parsed with { DrillFiles = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) },
                _ when own(name) => parsed,
                _ => throw new WorkloadException(WorkloadFault.OptionWrong, $"Datasources of this kind have no option “{name}”.", $"The options are {ownNames}, {Names}."),
            };
        return parsed;
    }

    /// <exception cref="WorkloadException">It is neither true nor false.</exception>
    public static bool Flag(string name, string value) => value switch { "true" or "on" => true, "false" or "off" => false, _ => throw Wrong(name, value, "true or false") };

    public static WorkloadException Wrong(string name, string value, string expected) =>
        new(WorkloadFault.OptionWrong, $"“{value}” is no value of the option {name}.", $"Give {expected}.");
}
