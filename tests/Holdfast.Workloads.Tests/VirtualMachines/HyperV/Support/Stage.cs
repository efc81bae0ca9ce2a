using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.VirtualMachines.HyperV;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>A host with one machine, and what a test does with it.</summary>
internal sealed class Stage : IDisposable, IWorkloadProgress
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyperv-").FullName;

    public Stage(bool isOld = false, Dictionary<string, string>? owners = null)
    {
        Host = new FakeHost("hv1", _folder) { IsOld = isOld, Owners = owners };
        Other = new FakeHost("hv2", _folder);
        Machine = new FakeMachine
        {
            Name = "web", Switch = "LAN",
            Disks =
            [
                new FakeDisk { Bus = "SCSI", Location = 0, File = @"C:\VMs\web\system.vhdx", Live = Content(1, 6 << 20) },
                new FakeDisk { Bus = "SCSI", Location = 1, File = @"C:\VMs\web\data.vhdx", Live = Content(2, 5 << 20) },
            ],
        };
        Host.Machines.Add(Machine);
        Workload = new HyperVWorkload(Hosts = new FakeHosts(Host, Other));
    }

    public FakeHost Host { get; }

    public FakeHost Other { get; }

    public FakeHosts Hosts { get; }

    public FakeMachine Machine { get; }

    public HyperVWorkload Workload { get; }

    public Notes Notes { get; } = new();

    public Dictionary<string, string> Options { get; } = [];

    public TimeProvider Clock { get; set; } = new InstantClock();

    public long BytesRead { get; private set; }

    public string Keep => Path.Combine(_folder, "keep");

    public string Folder => Path.Combine(_folder, "out");

    public string NoteText => Notes.ToString();

    public HyperVMarks Marks => HyperVMarks.Read(Keep);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public WorkloadContext Context(string? path = null) => new(path ?? $"hyperv://hv1/{Machine.Id}", null, Path.Combine(_folder, "scratch"), Keep, Options, null, Clock);

    public IPendingBackup Begin(MemoryPoint point, BackupDocument? previous = null, BackupType wanted = BackupType.Incremental, bool everything = false, CancellationToken cancellation = default) =>
        Workload.Backup(new BackupTask(Context(), wanted, previous, null, everything, Notes, this), point, cancellation);

    /// <summary>A backup whose point is committed.</summary>
    public (MemoryPoint Point, BackupDocument Document) Backup((MemoryPoint Point, BackupDocument Document)? before = null, BackupType wanted = BackupType.Incremental)
    {
        var point = new MemoryPoint(before?.Point);
        BytesRead = 0;
        using var pending = Begin(point, before?.Document, wanted, cancellation: Cancellation);
        pending.Committed(Cancellation);
        return (point, pending.Document);
    }

    public RecoveryOutcome Recover((MemoryPoint Point, BackupDocument Document) from, RecoveryAsk ask, string? path = null)
    {
        var points = Points(from.Document);
        var plan = Workload.Plan(ask, points, null);
        return Workload.Recover(new RecoveryTask(Context(path ?? ask.Address), ask, plan, points, null, Notes, this), from.Point, Cancellation);
    }

    public static IReadOnlyList<PointDocument> Points(params BackupDocument[] documents) => [.. documents.Select((document, index) => new PointDocument($"p{index}", document.Consistent, document))];

    public static RecoveryAsk Ask(RecoveryDestination destination, bool overwrite = false, string? address = null, string? name = null, string? folder = null) =>
        new(destination, "p0", null, false, address, name, folder, overwrite, false, []);

    /// <summary>Half of it zeros.</summary>
    public static byte[] Content(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes.AsSpan(length / 4, length / 2));
        return bytes;
    }

    /// <summary>Folders of exported configurations that are still on the host.</summary>
    public IReadOnlyList<string> LeftFolders() => Directory.Exists(_folder) ? [.. Directory.EnumerateDirectories(_folder, "Holdfast-*", SearchOption.AllDirectories)] : [];

    public IReadOnlyList<string> Images(FakeHost host) =>
        Directory.Exists(Path.Combine(_folder, host.Name)) ? [.. Directory.EnumerateFiles(Path.Combine(_folder, host.Name), "*.vhd*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Path.Combine(_folder, host.Name), file).Replace('/', '\\')).Order(StringComparer.Ordinal)] : [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void IWorkloadProgress.Phase(string phase) => Assert.NotEmpty(phase);

    void IWorkloadProgress.Expect(long bytes) => Assert.InRange(bytes, 0, long.MaxValue);

    void IWorkloadProgress.Read(long bytes) => BytesRead += bytes;
}
