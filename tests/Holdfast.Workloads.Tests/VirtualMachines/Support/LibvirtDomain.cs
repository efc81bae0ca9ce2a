using System.Diagnostics;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>A domain of libvirt under emulation, with two disks.</summary>
internal sealed class LibvirtDomain : IDisposable
{
    private readonly LibvirtDaemon daemon;
    private readonly TempTree tree;
    private readonly string dataFormat;

    public LibvirtDomain(LibvirtDaemon daemon, TempTree tree, string dataFormat)
    {
        (this.daemon, this.tree, this.dataFormat) = (daemon, tree, dataFormat);
        BootDisk.Write(tree, "boot");
        if (!File.Exists(Data)) Program.Run("qemu-img", "create", "-q", "-f", dataFormat, Data, "16M");
        Give(tree["boot"], Data);
        Virsh("define", tree.Write("web.xml", $"""
            <domain type='qemu'><name>web</name><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='pc'>hvm</type></os>
            <devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
            <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{tree["boot"]}'/><target dev='vda' bus='virtio'/></disk>
            <disk type='file' device='disk'><driver name='qemu' type='{dataFormat}'/><source file='{Data}'/><target dev='vdb' bus='virtio'/></disk>
            <serial type='null'/></devices></domain>
            """));
    }

    /// <summary>Path of the image of vdb.</summary>
    public string Data => tree["data"];

    public string Address => "libvirt:///session/web";

    public (string, string) SocketOption => ("libvirtSocket", daemon.Socket);

    /// <summary>What a disk holds. The domain is off.</summary>
    public byte[] Read(string disk)
    {
        var (image, format) = disk == "vda" ? (tree["boot"], "qcow2") : (Data, dataFormat);
        Program.Run("qemu-img", "convert", "-f", format, "-O", "raw", image, tree["read"]);
        return File.ReadAllBytes(tree["read"]);
    }

    public void Start() => Virsh("start", "web");

    /// <summary>Ends QEMU in order, however long that takes: bitmaps are stored.</summary>
    public void Stop()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Virsh("destroy", "web", "--graceful");
                return;
            }
            catch (InvalidOperationException) when (tries < 10)
            {
                // libvirt waits for some seconds only, and may have seen its end meanwhile
                if (Virsh("domstate", "web").Trim() == "shut off") return;
            }
        }
    }

    /// <summary>Ends QEMU as a power cut would, and waits until libvirt knows.</summary>
    public void Kill()
    {
        foreach (var process in Process.GetProcesses().Where(process => Arguments(process.Id).Contains($"{tree.Root}/data\"", StringComparison.Ordinal))) process.Kill();
        for (var tries = 0; Virsh("domstate", "web").Trim() != "shut off"; tries++)
        {
            Assert.True(tries < 3000, "The domain does not end.");
            Thread.Sleep(10);
        }
    }

    /// <summary>Lets the account of libvirt have files.</summary>
    public void Give(params IEnumerable<string> paths) => Shell.Run($"chmod 755 {Shell.Quote(tree.Root)}; chown {LibvirtDaemon.Account} {string.Join(' ', paths.Select(Shell.Quote))}");

    public string Virsh(params IEnumerable<string> arguments) => daemon.Virsh(arguments);

    public void Write(string disk, long offset, long length, byte value)
    {
        var index = disk == "vda" ? 0 : 1;
        var said = Virsh("qemu-monitor-command", "web", "--hmp", $"qemu-io -d /machine/peripheral/virtio-disk{index}/virtio-backend \"write -P {value} {offset} {length}\"");
        if (said.Contains("rror", StringComparison.Ordinal)) throw new InvalidOperationException(said);
    }

    /// <summary>Writes a mebibyte to vdb, and ends QEMU in order.</summary>
    public void WriteAndStop(long offset, byte value)
    {
        Write("vdb", offset, 1 << 20, value);
        Stop();
    }

    public IReadOnlyList<string> Checkpoints() => Lines(Virsh("checkpoint-list", "web", "--name"));

    public void Dispose()
    {
        foreach (var name in Lines(Virsh("list", "--name"))) Virsh("destroy", name);
        foreach (var name in Lines(Virsh("list", "--all", "--name"))) Virsh("undefine", name, "--checkpoints-metadata");
    }

    private static string Arguments(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
