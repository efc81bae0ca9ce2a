using Holdfast.Testing;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SystemState;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

namespace Holdfast.Workloads.Tests.SystemState.Support;

/// <summary>A Windows computer that is not there: writers' documents, files, and disks in memory. It is no Windows.</summary>
internal sealed class SystemHost : IDisposable
{
    public const string BootVolume = @"\\?\Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}\";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    private readonly TempTree _folder = new();

    public FakeShadowCopies Copies { get; } = new();

    public MemoryHostDisks Disks { get; } = new();

    public Notes Notes { get; } = new();

    public Dictionary<string, string> Options { get; } = [];

    public string Folder => _folder.Root;

    /// <summary>Null: Windows tells nothing beside content.</summary>
    public SystemFiles? Windows { get; set; }

    /// <summary>Null: nobody can ask the forest.</summary>
    public IDirectoryService? Directory { get; set; }

    public SystemStateWorkload State => new(Copies, Windows, Directory, Copies.Time);

    public BareMetalWorkload BareMetal => new(Copies, Disks, Directory, Copies.Time);

    /// <summary>Writers with few files: of the system, the registry, ASR, and whatever else is given.</summary>
    public static SystemHost Small(params string[] more)
    {
        var host = new SystemHost();
        host.Copies.Writers.AddRange([
            Writer(SystemWriters.Files, "System Writer", FakeShadowCopies.Group("", "System Files", true, FakeShadowCopies.FileList(@"%SystemRoot%\winsxs", "*.*", true), FakeShadowCopies.FileList(@"c:\windows\INF", "one.inf"), FakeShadowCopies.FileList(@"C:\Windows\inf", "gone.inf"))),
            Writer(SystemWriters.Registry, "Registry Writer", FakeShadowCopies.Group("", "Registry", true, [.. RegistryHives.Required.Select(hive => FakeShadowCopies.FileList(@"C:\Windows\system32\config", hive))])),
            Writer(SystemWriters.Asr, "ASR Writer", FakeShadowCopies.Group("ASR", "ASR", false) + Volume("c7463aba-f40d-11e9-80c7-806e6f6e6963", "system reserved", false) + Volume("c7463abb-f40d-11e9-80c7-806e6f6e6963", "C:", false)
                + Volume("b26e0a9e-f4a4-11e9-80cd-0050569f7760", "E:", true) + FakeShadowCopies.Group("Disks", "harddisk0", true) + FakeShadowCopies.Group("Disks", "harddisk1", true) + FakeShadowCopies.Group("BCD", "BCD", false, FakeShadowCopies.FileList(BootVolume + "Boot", "*.*", true))),
            .. more,
        ]);
        host.Put(@"C:\Windows\winsxs\a\b.dll", 3000).Put(@"C:\Windows\inf\one.inf", 10).Put(BootVolume + @"Boot\BCD", 500);
        host.Hives();
        return host;
    }

    /// <summary>Documents that VSS of Windows Server 2012 wrote, those of SQL Server left out.</summary>
    public static SystemHost Real()
    {
        var host = new SystemHost();
        foreach (var number in new[] { 0, 1, 2, 3, 5, 6, 7, 8, 9, 10 })
        {
            var file = Artefacts.Find(Path.Combine("vss", "with_sql", $"WM{number}.xml"));
            Assert.SkipWhen(file is null, Artefacts.Absent);
            host.Copies.Writers.Add(File.ReadAllText(file!));
        }
        host.Put(BootVolume + @"Boot\BCD", 500).Put(@"C:\Windows\inf\adp80xx.inf", 100).Put(@"C:\Windows\System32\Tasks\One", 7).Put(@"C:\Windows\system32\wbem\repository\OBJECTS.DATA", 900).Put(@"C:\Windows\Registration\R000000000001.clb", 60)
            .Put(@"C:\Windows\system32\config\SYSTEM.LOG", 9).Put(@"C:\data\not of the system", 9);
        host.Hives();
        return host;
    }

    public static string Writer(Guid id, string name, string body, string usage = "BOOTABLE_SYSTEM_STATE") => FakeShadowCopies.Writer(id, new Guid([.. id.ToByteArray().AsEnumerable().Reverse()]), name, usage, body);

    public SystemHost Put(string path, int length)
    {
        Copies.Memory.Content[path] = [.. Enumerable.Range(0, length).Select(i => (byte)(((i * 7) + length) & 0xFF))];
        return this;
    }

    public BackupTask Task(string path, BackupType wanted = BackupType.Full, BackupDocument? previous = null) => new(Context(path), wanted, previous, null, false, Notes, new SilentProgress());

    public WorkloadContext Context(string path) => new(path, null, Path.Combine(Folder, "scratch"), Path.Combine(Folder, "keep"), Options, null, Copies.Time);

    /// <summary>Takes a backup and commits it.</summary>
    public (MemoryPoint Content, PointDocument Point) Take(IWorkload workload, string path)
    {
        var content = new MemoryPoint();
        using var pending = workload.Backup(Task(path), content, CancellationToken.None);
        pending.Committed(CancellationToken.None);
        return (content, new PointDocument("p1", Now, pending.Document));
    }

    public RecoveryOutcome Recover(IWorkload workload, string path, MemoryPoint content, PointDocument point, RecoveryAsk ask) =>
        workload.Recover(new RecoveryTask(Context(path), ask, workload.Plan(ask, [point], null), [point], null, Notes, new SilentProgress()), content, CancellationToken.None);

    public RecoveryAsk ToFolder(params string[] items) => new(RecoveryDestination.Folder, null, null, false, null, null, Path.Combine(Folder, "out"), false, false, items);

    public void Clean()
    {
        Assert.Empty(Copies.Snapshots);
        Assert.Equal((0, 0, 0), (Copies.OpenRequesters, Copies.LeftBehind, Disks.Open));
    }

    public void Dispose() => _folder.Dispose();

    private static string Volume(string id, string letter, bool selectable) =>
        FakeShadowCopies.Group("Volumes", $"Volume{{{id}}}", selectable).Replace("<FILE_GROUP ", $"<FILE_GROUP caption=\"Select this volume ({letter}) if it is a critical volume.\" ", StringComparison.Ordinal);

    private void Hives()
    {
        foreach (var hive in RegistryHives.All) Copies.Memory.Content[$@"C:\Windows\System32\config\{hive}"] = [.. "regf"u8, .. new byte[4092]];
    }
}
