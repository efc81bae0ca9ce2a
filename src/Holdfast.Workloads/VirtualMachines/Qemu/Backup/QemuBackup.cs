using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>One backup of a QEMU machine.</summary>
internal sealed class QemuBackup(BackupTask task, IItemSink sink, QemuOptions options, Func<IQemuMachine> open, CancellationToken cancellation)
{
    private readonly List<ExcludedFile> exclusions = [];
    private MachineState? previous;
    private QemuState? earlier;
    private string? mark;

    /// <summary>Bytes that the machine's disks were asked for, with what finding page files took.</summary>
    public long BytesRead { get; private set; }

    public IPendingBackup Run()
    {
        previous = task.Previous is null ? null : MachineState.TryRead(task.Previous);
        earlier = previous is null ? null : QemuState.Of(previous);
        var names = QemuNames.Next(task.Context, earlier);
        using var machine = open();
        task.Progress.Phase("looking at the machine");
        // Names of ours begin alike as long as the tag stays: a point of before it changed is no base.
        mark = earlier is { } state && state.Tag == names.Tag ? state.Mark : null;
        var marks = machine.Tidy(names, mark);
        var facts = machine.Facts;
        var plan = BackupPlanner.Plan(facts, sink.Previous is null ? null : previous, marks, task.ReadEverything || task.Wanted == BackupType.Full);
        // Where no marks are made, the old ones stay, whatever becomes of the point.
        var settling = machine.IsOff ? null : new MarkSettlement(names, plan, open);
        try
        {
            var document = Copy(machine, facts, names, plan);
            return new QemuPendingBackup(document, settling, task.Notes);
        }
        catch
        {
            settling?.TakeBack(machine, task.Notes);
            throw;
        }
    }

    private BackupDocument Copy(IQemuMachine machine, QemuFacts facts, QemuNames names, IReadOnlyList<DiskPlan> plan)
    {
        var moment = task.Context.Clock.GetUtcNow();
        ConsistencyGuarantee guarantee;
        IReadOnlyList<AheadOfMark>? ahead = null;
        using (var frozen = machine.Freeze(names, plan, cancellation))
        {
            guarantee = frozen.Guarantee;
            foreach (var (name, content) in facts.Configuration) sink.AddFile(MachineLayout.File($"{MachineLayout.Machine}/{name}", moment), content);
            if (machine.KeepsConfiguration && sink.Previous is { } before) KeptConfiguration.Take(sink, before, facts.Configuration, moment);
            try
            {
                var sources = plan.Select(disk => (Plan: disk, Source: Open(frozen, disk))).ToList();
                if (machine.IsOff) ahead = [.. sources.Select(disk => AheadOfMark.Next(disk.Plan, disk.Source.Changed, previous?.Find(disk.Plan.Disk.Name)?.Length ?? 0))];
                task.Progress.Expect(sources.Sum(disk => disk.Plan.PreviousLength is not null && disk.Source.Changed is { } changed ? changed.Sum(range => range.Length) : disk.Plan.Kept.Length));
                foreach (var (disk, source) in sources)
                {
                    Copy(disk, source, moment);
                    frozen.Confirm();
                }
            }
            catch (Nbd.NbdException)
            {
                frozen.Confirm(); // where that is why, it is what is said
                throw;
            }
            BytesRead = frozen.BytesRead;
        }
        var own = new QemuState(names.Tag, machine.IsOff ? mark ?? names.Mark : names.Mark, facts.Version, facts.Hardware, ahead);
        var state = new MachineState(MachineState.CurrentFormat, facts.Machine, facts.Name, [.. plan.Select(disk => disk.Kept)], exclusions, own.ToElement());
        var isIncremental = plan.Any(disk => disk.Since is not null);
        var whys = plan.Where(disk => disk.Why is not null).Select(disk => $"{disk.Disk.Name}: {disk.Why}").ToList();
        return new BackupDocument(
            QemuWorkload.KindWord, isIncremental ? BackupType.Incremental : BackupType.Full, whys.Count == 0 ? null : $"All of a disk was read. {string.Join("; ", whys)}.", guarantee, moment, "", own.Mark, state.Write());
    }

    /// <summary>With what the point before has beyond its mark.</summary>
    private DiskSource Open(IQemuFrozen frozen, DiskPlan disk)
    {
        var source = frozen.Open(disk, cancellation);
        return source.Changed is null ? source : source with { Changed = AheadOfMark.With(source.Changed, earlier, disk.Disk.Name, source.Content.Length) };
    }

    private void Copy(DiskPlan disk, DiskSource source, DateTimeOffset moment)
    {
        task.Progress.Phase($"reading {disk.Disk.Name}");
        IReadOnlyList<ByteRange> excluded = [];
        if (options.Machine.ExcludePageFiles)
        {
            var files = PageFileRanges.Find(disk.Disk.Name, source.Content);
            exclusions.AddRange(files.Files);
            excluded = files.Ranges;
        }
        var path = System.Text.Encoding.UTF8.GetBytes(disk.Kept.Path);
        using var content = sink.BeginFile(MachineLayout.File(disk.Kept.Path, moment), new FixedCutter(disk.Kept.ChunkLength), disk.PreviousLength is null ? null : path);
        DiskBackup.Write(source with { Changed = PageFiles.Differences(source.Changed, previous, disk.Disk.Name, source.Content.Length) }, excluded, content, disk.PreviousLength, task.Progress, cancellation);
        content.Complete();
    }
}
