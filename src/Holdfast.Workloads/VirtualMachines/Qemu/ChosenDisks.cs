using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>Which disks of a machine are protected: those that the option disks names, or all.</summary>
internal static class ChosenDisks
{
    /// <param name="warnings">Takes what is left out.</param>
    /// <exception cref="WorkloadException">There are none, or one that is named is not there.</exception>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> found, Func<T, string> name, QemuOptions options, List<string> warnings)
    {
        if (found.Count == 0) throw new WorkloadException(WorkloadFault.NotPossible, "The machine has no disk that it can write to.", "Give the machine a disk, or name nodes with the option disks.");
        if (options.Disks.Count == 0) return found;
        if (options.Disks.FirstOrDefault(wanted => found.All(disk => name(disk) != wanted)) is { } missing)
            throw new WorkloadException(WorkloadFault.NotPossible, $"The machine has no disk “{missing}”.", $"It has {string.Join(", ", found.Select(name))}: correct the option disks.");
        warnings.AddRange(found.Where(disk => !options.Disks.Contains(name(disk))).Select(disk => $"The disk {name(disk)} is not protected: the option disks does not name it."));
        return [.. found.Where(disk => options.Disks.Contains(name(disk)))];
    }
}
