using Holdfast.Testing.Programs;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>libvirt's daemon of an account without rights, in a folder of its own. Begun by the first test that needs it.</summary>
public sealed class LibvirtDaemon : IDisposable
{
    internal const int Account = 65534;

    private readonly TempTree tree = new();
    private Program? program;

    internal string Socket => tree["run/libvirt/libvirt-sock"];

    /// <summary>A domain named web, which runs; the one of the test before is gone.</summary>
    internal LibvirtDomain Start(TempTree images)
    {
        var domain = Define(images);
        domain.Start();
        return domain;
    }

    /// <summary>The same, and it is off.</summary>
    /// <param name="dataFormat">Of its second disk.</param>
    internal LibvirtDomain Define(TempTree images, string dataFormat = "qcow2")
    {
        Begin();
        return new LibvirtDomain(this, images, dataFormat);
    }

    internal string Virsh(params IEnumerable<string> arguments) => Program.Run("virsh", ["-q", "-c", $"qemu+unix:///session?socket={Uri.EscapeDataString(Socket)}", .. arguments]);

    public void Dispose()
    {
        program?.Dispose();
        tree.Dispose();
    }

    private void Begin()
    {
        if (program is not null) return;
        Assert.SkipUnless(((string[])["libvirtd", "virsh", "qemu-system-x86_64", "qemu-img", "setpriv", "unshare"]).All(Program.IsInstalled), "libvirtd, virsh, qemu-system-x86_64, or qemu-img is not installed");
        Assert.SkipUnless(Shell.IsRoot && Shell.Try("unshare --pid --fork --mount-proc true"), "another account and a namespace of processes are needed, and this account may not make them");
        tree.Write("run/config/libvirt/qemu.conf", "stdio_handler = \"file\"\n");
        Shell.Run($"chmod 755 {Shell.Quote(tree.Root)}; chown -R {Account}:{Account} {Shell.Quote(tree["run"])}; chmod 700 {Shell.Quote(tree["run"])}");
        // Everything that it starts ends with it, also where the test is killed: they are processes of one namespace, whose first is a shell that ends with its parent.
        var script = tree.Write("daemon.sh", $"""
            #!/bin/sh
            export XDG_RUNTIME_DIR='{tree["run"]}' HOME='{tree["run"]}' XDG_CONFIG_HOME='{tree["run"]}/config' XDG_CACHE_HOME='{tree["run"]}/cache'
            exec unshare --pid --fork --kill-child --mount-proc sh -c 'setpriv --reuid {Account} --regid {Account} --clear-groups libvirtd -p {tree["run"]}/pid; exit'
            """);
        program = Program.Start(Socket, "/bin/sh", script);
    }
}
