using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>What becomes of the marks of a backup, once it is known whether its point is durable. What cannot be done now is noted, and done by the next backup before it begins.</summary>
internal sealed class MarkSettlement(QemuNames names, IReadOnlyList<DiskPlan> plan, Func<IQemuMachine> open)
{
    /// <summary>The point is durable.</summary>
    public void Commit(IItemNotes notes) => Try(() =>
    {
        using var machine = open();
        machine.Forget(names, plan);
    }, notes);

    /// <summary>The point will not be.</summary>
    public void TakeBack(IItemNotes notes) => Try(() =>
    {
        using var machine = open();
        machine.TakeBack(names, plan);
    }, notes);

    /// <summary>The same over a connection that is open.</summary>
    public void TakeBack(IQemuMachine machine, IItemNotes notes) => Try(() => machine.TakeBack(names, plan), notes);

    private static void Try(Action action, IItemNotes notes)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or WorkloadException)
        {
            notes.Add(new ItemNote(NoteKind.MetadataIncomplete, System.Text.Encoding.UTF8.GetBytes(MachineLayout.Machine), 0, $"QEMU still has marks of a backup that ended; the next backup puts them in order. {error.Message}"));
        }
    }
}
