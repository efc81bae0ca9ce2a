using Holdfast.Testing.Programs;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>A storage daemon with disks that a test writes to over NBD, as a guest would write to them.</summary>
internal sealed class StorageDaemon : IDisposable
{
    private readonly TempTree tree;
    private readonly (string Name, string Format)[] disks;
    private Program? program;

    private StorageDaemon(TempTree tree, (string, string)[] disks) => (this.tree, this.disks) = (tree, disks);

    public string Monitor => tree["qmp"];

    public string Address => "qemu:" + Monitor;

    /// <summary>The option that says where the daemon serves NBD.</summary>
    public (string, string) NbdOption => ("nbdServer", "unix:" + tree["nbd"]);

    /// <param name="disks">Name and format of each; images of 16 MiB are made.</param>
    public static StorageDaemon Start(TempTree tree, params (string Name, string Format)[] disks)
    {
        Assert.SkipUnless(Program.IsInstalled("qemu-storage-daemon") && Program.IsInstalled("qemu-img") && Program.IsInstalled("qemu-io"), "qemu-storage-daemon, qemu-img, or qemu-io is not installed");
        foreach (var (name, format) in disks)
            if (!File.Exists(tree[name])) Program.Run("qemu-img", "create", "-q", "-f", format, tree[name], "16M");
        var daemon = new StorageDaemon(tree, disks);
        daemon.Start();
        return daemon;
    }

    public void Start()
    {
        File.Delete(Monitor);
        File.Delete(tree["nbd"]);
        List<string> arguments = [];
        foreach (var (name, format) in disks)
            arguments.AddRange(["--blockdev", $"driver=file,node-name={name}-file,filename={tree[name]}", "--blockdev", $"driver={format},node-name={name},file={name}-file"]);
        arguments.AddRange(["--nbd-server", $"addr.type=unix,addr.path={tree["nbd"]}"]);
        foreach (var (name, _) in disks) arguments.AddRange(["--export", $"type=nbd,id=guest-{name},node-name={name},name={name},writable=on"]);
        arguments.AddRange(["--chardev", $"socket,id=c,path={Monitor},server=on,wait=off", "--monitor", "chardev=c"]);
        program = Program.Start(Monitor, "qemu-storage-daemon", arguments);
    }

    /// <summary>Writes bytes of one value.</summary>
    public void Write(string disk, long offset, long length, byte value) => Write(disk, [(offset, length)], value);

    public void Write(string disk, IEnumerable<(long Offset, long Length)> ranges, byte value) =>
        Program.Run("qemu-io", ["-f", "raw", .. ranges.SelectMany(range => (string[])["-c", $"write -P {value} {range.Offset} {range.Length}"]), "-c", "flush", $"nbd+unix:///{disk}?socket={tree["nbd"]}"]);

    /// <summary>What the disk holds now.</summary>
    public byte[] Read(string disk)
    {
        var copy = tree["copy-" + Guid.NewGuid().ToString("N")];
        Program.Run("qemu-img", "convert", "-f", "raw", "-O", "raw", $"nbd+unix:///{disk}?socket={tree["nbd"]}", copy);
        var bytes = File.ReadAllBytes(copy);
        File.Delete(copy);
        return bytes;
    }

    /// <summary>Ends in order: bitmaps are stored.</summary>
    public void Quit()
    {
        using (var qmp = Workloads.VirtualMachines.Qemu.Monitor.QmpConnection.Open(Monitor, TestContext.Current.CancellationToken)) qmp.Execute("quit");
        program!.WaitForEnd();
        program.Dispose();
    }

    /// <summary>Ends as a power cut would.</summary>
    public void Kill() => program!.Dispose();

    /// <summary>Names of bitmaps, nodes, jobs and exports of ours.</summary>
    public IReadOnlyList<string> Ours()
    {
        using var qmp = Workloads.VirtualMachines.Qemu.Monitor.QmpConnection.Open(Monitor, TestContext.Current.CancellationToken);
        var said = string.Concat(((string[])["query-named-block-nodes", "query-jobs", "query-block-exports"]).Select(command => qmp.Execute(command).GetRawText()));
        return [.. said.Split('"').Where(text => text.StartsWith("holdfast-", StringComparison.Ordinal)).Distinct()];
    }

    public void Dispose() => program?.Dispose();
}
