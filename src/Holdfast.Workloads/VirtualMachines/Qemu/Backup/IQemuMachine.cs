using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>A machine that is asked for a backup: over its monitor, or by libvirt. One thread.</summary>
internal interface IQemuMachine : IDisposable
{
    /// <summary>It is off, and a backup makes no new marks: those of the point before go on.</summary>
    bool IsOff { get; }

    /// <summary>What the point before has of its configuration is the newest that there is.</summary>
    bool KeepsConfiguration => false;

    /// <summary>As it stands now.</summary>
    QemuFacts Facts { get; }

    /// <summary>Removes what an earlier backup left that was killed, and says what the marks of each disk are good for. By the disk's name.</summary>
    /// <param name="mark">That the newest point names; null for none.</param>
    IReadOnlyDictionary<string, MarkPlan> Tidy(QemuNames names, string? mark);

    /// <summary>Removes all marks of ours: no point goes on from them, and they would note changes for nobody.</summary>
    void Release(QemuNames names) => Tidy(names, null);

    /// <summary>Holds all disks at one moment and begins to note what changes from then on.</summary>
    /// <exception cref="QemuException">It cannot be done; nothing of it is left.</exception>
    IQemuFrozen Freeze(QemuNames names, IReadOnlyList<DiskPlan> plan, CancellationToken cancellation);

    /// <summary>The point is durable: the marks before it are not needed any more.</summary>
    void Forget(QemuNames names, IReadOnlyList<DiskPlan> plan);

    /// <summary>The backup failed: the marks before it note what this one's noted, as if it had not been.</summary>
    void TakeBack(QemuNames names, IReadOnlyList<DiskPlan> plan);
}
