using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;
using Tool = Holdfast.Testing.Programs.Program;

namespace Holdfast.MachineBenchmark;

/// <summary>A storage daemon with one qcow2 disk.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly string folder;
    private readonly Tool program;

    public Daemon(string folder, long length)
    {
        this.folder = folder;
        Tool.Run("qemu-img", "create", "-q", "-f", "qcow2", At("disk"), $"{length}");
        program = Tool.Start(
            At("qmp"), "qemu-storage-daemon", "--blockdev", $"driver=file,node-name=f,filename={At("disk")}", "--blockdev", "driver=qcow2,node-name=d0,file=f", "--nbd-server", $"addr.type=unix,addr.path={At("nbd")}",
            "--export", "type=nbd,id=guest,node-name=d0,name=d0,writable=on", "--chardev", $"socket,id=c,path={At("qmp")},server=on,wait=off", "--monitor", "chardev=c");
    }

    public string Uri => $"nbd+unix:///d0?socket={At("nbd")}";

    public void Write(IEnumerable<(long Offset, long Length)> ranges, int value)
    {
        foreach (var some in ranges.Chunk(500)) Tool.Run("qemu-io", ["-f", "raw", .. some.SelectMany(range => (string[])["-c", $"write -P {value} {range.Offset} {range.Length}"]), Uri]);
    }

    /// <returns>The document of the point, and how many bytes the disk was asked for.</returns>
    public (BackupDocument Document, long Read) Backup(BackupDocument? previous)
    {
        var options = new Dictionary<string, string> { ["nbdServer"] = "unix:" + At("nbd") };
        var context = new WorkloadContext("qemu:" + At("qmp"), null, At("scratch"), At("keep"), options, null, TimeProvider.System);
        var sink = new CountingSink(previous is not null);
        var parsed = QemuOptions.Parse(options);
        var backup = new QemuBackup(new BackupTask(context, BackupType.Incremental, previous, null, false, sink, sink), sink, parsed, () => new MonitorMachine(context, QemuAddress.Parse(context.Path), parsed, default), default);
        using var pending = backup.Run();
        pending.Committed(default);
        return (pending.Document, backup.BytesRead);
    }

    public void Dispose() => program.Dispose();

    private string At(string name) => Path.Combine(folder, name);
}
