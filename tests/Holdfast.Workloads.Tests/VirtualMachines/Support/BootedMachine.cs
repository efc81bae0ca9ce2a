using System.Text.Json.Nodes;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>A machine that runs under emulation, with two disks and a monitor for backups; a second monitor writes to its disks as the guest would.</summary>
internal sealed class BootedMachine : IDisposable
{
    private readonly TempTree tree;
    private readonly Program program;

    private BootedMachine(TempTree tree, Program program) => (this.tree, this.program) = (tree, program);

    public string Address => "qemu:" + tree["qmp"];

    public static BootedMachine Start(TempTree tree)
    {
        Assert.SkipUnless(Program.IsInstalled("qemu-system-x86_64") && Program.IsInstalled("qemu-img"), "qemu-system-x86_64 or qemu-img is not installed");
        if (!File.Exists(tree["boot"])) BootDisk.Write(tree, "boot");
        if (!File.Exists(tree["data"])) Program.Run("qemu-img", "create", "-q", "-f", "qcow2", tree["data"], "16M");
        File.Delete(tree["qmp"]);
        File.Delete(tree["other"]);
        var program = Program.Start(
            tree["other"], "qemu-system-x86_64", "-machine", "pc", "-accel", "tcg", "-m", "64", "-name", "web", "-uuid", "5b1f0000-0000-4000-8000-000000000001", "-nodefaults", "-display", "none", "-nic", "none", "-serial", "stdio",
            "-drive", $"file={tree["boot"]},format=qcow2,if=virtio,id=sda", "-drive", $"file={tree["data"]},format=qcow2,if=virtio,id=sdb",
            "-qmp", $"unix:{tree["qmp"]},server=on,wait=off", "-qmp", $"unix:{tree["other"]},server=on,wait=off");
        return new BootedMachine(tree, program);
    }

    public void WaitForBanner()
    {
        for (var tries = 0; !program.Said.Contains(BootDisk.Banner, StringComparison.Ordinal); tries++)
        {
            if (tries > 3000) throw new InvalidOperationException($"The machine does not start: {program.Said}");
            Thread.Sleep(10);
        }
    }

    public void Write(string disk, long offset, long length, byte value)
    {
        using var qmp = QmpConnection.Open(tree["other"], TestContext.Current.CancellationToken);
        var said = qmp.Execute("human-monitor-command", new JsonObject { ["command-line"] = $"qemu-io {disk} \"write -P {value} {offset} {length}\"" }).GetString()!;
        if (said.Contains("rror", StringComparison.Ordinal)) throw new InvalidOperationException(said);
    }

    public void Resize(string disk, long length)
    {
        using var qmp = QmpConnection.Open(tree["other"], TestContext.Current.CancellationToken);
        qmp.Execute("block_resize", new JsonObject { ["device"] = disk, ["size"] = length });
    }

    /// <summary>Ends it in order: bitmaps are stored.</summary>
    public void Quit()
    {
        using (var qmp = QmpConnection.Open(tree["other"], TestContext.Current.CancellationToken)) qmp.Execute("quit");
        program.WaitForEnd();
        program.Dispose();
    }

    public void Dispose() => program.Dispose();
}
