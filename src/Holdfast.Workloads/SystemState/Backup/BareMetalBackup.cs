using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState.Asr;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>Takes the disks of a computer that its system is on, each as one file of raw content, and the documents of its writers.</summary>
internal sealed class BareMetalBackup(IShadowCopyService service, IHostDisks hostDisks, IDirectoryService? directory, BackupTask task, IItemSink sink, (string Computer, bool ExcludePageFiles) settings)
{
    private readonly DateTimeOffset now = task.Context.Clock.GetUtcNow();
    private IReadOnlyList<string> warnings = [];

    /// <exception cref="WorkloadException">A writer, the service, or a disk failed; no shadow copy is left.</exception>
    public IPendingBackup Run(CancellationToken cancellation) => StateTaking.Run(service, task, Choose, session => Read(session, cancellation), cancellation);

    private IReadOnlyList<WriterWish> Choose(IReadOnlyList<WriterMetadata> writers)
    {
        warnings = [.. StateChoice.Warnings(writers)];
        var state = StateChoice.Choose(writers);
        var asr = writers.FirstOrDefault(writer => writer.Writer == SystemWriters.Asr) ?? throw Fallback.WithoutDisks("the ASR Writer, which names its critical volumes, is not among its writers");
        var roots = BackupPlanner.Plan(writers, state, ShadowBackupType.Full, service.Environment, service.Files.VolumeOf).Volumes;
        var critical = AsrReader.Read(asr).Critical(roots);
        return StateChoice.With(state, asr, critical, [.. hostDisks.List().Where(disk => disk.Volumes.Any(volume => critical.Any(one => one.Is(volume.Name)))).Select(disk => disk.Number)]);
    }

    private BackupDocument Read(ShadowCopySession session, CancellationToken cancellation)
    {
        var disks = Plan(session);
        var system = StateTaking.WithLifetime(StateTaking.Facts(session, service.Environment, settings.Computer, [], [.. warnings, .. LeftOut(disks)]), directory, cancellation);
        var facts = new BareMetalFacts(system, disks.Any(disk => disk.Kept.Partitions.Any(partition => partition.Type == "efi")), [.. disks.Select(disk => disk.Kept)]);
        var previous = task.Previous is { } document ? MachineState.TryRead(document) : null;
        var paths = MachineLayout.PathsOf(disks.Select(disk => disk.Kept.Name));
        var machines = disks.Select((disk, order) => new MachineDisk(disk.Kept.Name, paths[order], disk.Host.Length, disk.Host.SectorLength, "physical", 0,
            MachineChunks.LengthFor(disk.Host.Length, previous?.Find(disk.Kept.Name)?.ChunkLength), order, $"Disk {disk.Host.Number}", null)).ToList();
        var own = StateDocument.Write(facts);
        var exclusions = new List<ExcludedFile>();
        StateDocuments.Add(sink, MachineLayout.Machine, session, now);
        task.Progress.Expect(disks.Sum(disk => disk.Pieces.Sum(piece => piece.Length)));
        foreach (var (disk, machine) in disks.Zip(machines)) exclusions.AddRange(Copy(disk, machine, cancellation));
        var state = new MachineState(MachineState.CurrentFormat, settings.Computer, settings.Computer, machines, exclusions, own);
        return new BackupDocument(BareMetalWorkload.KindWord, BackupType.Full, StateTaking.Why(task), ConsistencyGuarantee.Application, now, "", "", state.Write());
    }

    private List<PlannedDisk> Plan(ShadowCopySession session)
    {
        var asr = AsrReader.Read(session.Writers.First(writer => writer.Metadata.Writer == SystemWriters.Asr).Metadata);
        var taken = Taken(session, asr);
        var planned = new List<PlannedDisk>();
        foreach (var host in hostDisks.List().OrderBy(disk => disk.Number))
        {
            using var disk = hostDisks.Open(host);
            if (DiskLayout.Plan(host, PartitionTable.Read(disk), taken) is { } layout) planned.Add(layout);
        }
        // The EFI system partition is known by its type: the ASR writer names its device, and no id of a volume.
        var missing = taken.FirstOrDefault(volume => volume is not { Device: null, IsBoot: true } && !planned.Exists(disk => disk.Host.Volumes.Any(on => string.Equals(on.Name.TrimEnd('\\'), volume.Name.TrimEnd('\\'), StringComparison.OrdinalIgnoreCase))));
        if (missing is not null) throw Fallback.WithoutDisks($"volume {missing.Name} lies on none of its disks");
        return planned.Sum(disk => disk.Kept.Partitions.Count(partition => partition.Use == PartitionUse.Windows)) == 1 ? planned : throw Fallback.WithoutDisks("no partition, or more than one, holds Windows");
    }

    /// <summary>The critical volumes, each once: those with shadow copies, those that cannot have one, and those that the ASR writer demands and no writer has files on.</summary>
    private List<TakenVolume> Taken(ShadowCopySession session, AsrFacts asr)
    {
        var windows = service.Files.VolumeOf(StateTaking.WindowsFolder(service.Environment));
        var boot = asr.Boot is { } files ? service.Files.VolumeOf(files.Path) : null;
        var volumes = session.Volumes.Select(volume => Volume(asr, volume.Root, volume.Copy.Volume, volume.Copy.Device, windows, boot))
            .Concat(session.LiveVolumes.Select(root => Volume(asr, root, null, null, windows, boot))).ToList();
        volumes.AddRange(asr.Critical([]).Where(volume => !session.Plan.Volumes.Any(volume.Is)).Select(volume => new TakenVolume(volume.Root, volume.Letter, null, false, false)));
        return volumes;
    }

    private static TakenVolume Volume(AsrFacts asr, string root, string? id, string? device, string windows, string? boot)
    {
        var known = asr.Find(root);
        return new TakenVolume(id ?? known?.Root ?? root, known?.Letter, device, string.Equals(root, windows, StringComparison.OrdinalIgnoreCase), string.Equals(root, boot, StringComparison.OrdinalIgnoreCase));
    }

    private List<ExcludedFile> Copy(PlannedDisk plan, MachineDisk machine, CancellationToken cancellation)
    {
        task.Progress.Phase($"reading {machine.Name}");
        using var disk = Compose(plan);
        using var content = sink.BeginFile(MachineLayout.File(machine.Path, now), new FixedCutter(machine.ChunkLength));
        var pageFiles = settings.ExcludePageFiles ? PageFileRanges.Find(machine.Name, disk) : new PageFiles([], []);
        var figures = DiskBackup.Write(new DiskSource(machine.Name, disk, null), pageFiles.Ranges, content, null, task.Progress, cancellation);
        if (content.Length != machine.Length)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"{machine.Attachment} has {machine.Length} bytes, and {content.Length} came ({figures}).", "The next run takes it again.");
        content.Complete();
        return [.. pageFiles.Files, .. plan.Kept.Partitions.Where(partition => partition.Use == PartitionUse.LeftOut).Select(partition => new ExcludedFile(machine.Name, $"{partition.Number}", partition.Length, [new ByteRange(partition.Offset, partition.Length)]))];
    }

    private ComposedDisk Compose(PlannedDisk plan)
    {
        var opened = new List<IDisk>();
        try
        {
            opened.Add(hostDisks.Open(plan.Host));
            var pieces = new List<ComposedPiece>();
            foreach (var piece in plan.Pieces)
            {
                if (piece.Device is { } device) opened.Add(hostDisks.OpenCopy(device, piece.Length, plan.Host.SectorLength));
                pieces.Add(new ComposedPiece(piece.Offset, piece.Length, piece.Device is null ? opened[0] : opened[^1], piece.Device is null ? piece.Offset : 0));
            }
            return new ComposedDisk(plan.Host.Length, plan.Host.SectorLength, pieces, opened);
        }
        catch
        {
            opened.ForEach(disk => disk.Dispose());
            throw;
        }
    }

    private static IEnumerable<string> LeftOut(IEnumerable<PlannedDisk> disks) =>
        disks.SelectMany(disk => disk.Kept.Partitions.Where(partition => partition.Use == PartitionUse.LeftOut)
            .Select(partition => $"Partition {partition.Number} of disk {disk.Host.Number} ({partition.Length} bytes) is not critical and not in the point: protect it as files or by its application."));
}
