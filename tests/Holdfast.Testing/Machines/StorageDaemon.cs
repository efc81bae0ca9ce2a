using System.Globalization;
using System.Net.Sockets;
using Holdfast.Testing.Programs;

namespace Holdfast.Testing.Machines;

/// <summary>A disk that runs: qemu-storage-daemon with a qcow2 image, a monitor, and an export through which a test writes as a guest would. It ends with the process that made it.</summary>
public sealed class StorageDaemon : IDisposable
{
    /// <summary>Name of the disk.</summary>
    public const string Disk = "vda";

    private const string Daemon = "qemu-storage-daemon", Image = "qemu-img", Writer = "qemu-io";

    private readonly string folder;
    private readonly Program daemon;

    /// <param name="disk">Its raw content.</param>
    public StorageDaemon(byte[] disk)
    {
        folder = Directory.CreateTempSubdirectory("hfvm-").FullName;
        var raw = Path.Combine(folder, "raw");
        var image = Path.Combine(folder, "vda.qcow2");
        File.WriteAllBytes(raw, disk);
        Program.Run(Image, "convert", "-f", "raw", "-O", "qcow2", raw, image);
        File.Delete(raw);
        // The monitor comes last: with its socket everything is there.
        daemon = Program.Start(
            Monitor, Daemon, "--blockdev", $"driver=file,node-name=image,filename={image}", "--blockdev", $"driver=qcow2,node-name={Disk},file=image",
            "--nbd-server", $"addr.type=unix,addr.path={Socket}", "--export", $"type=nbd,id=guest,node-name={Disk},name={Disk},writable=on",
            "--chardev", $"socket,id=monitor,path={Monitor},server=on,wait=off", "--monitor", "chardev=monitor");
    }

    /// <summary>What it lacks on this computer; null: nothing.</summary>
    public static string? Missing => new[] { Daemon, Image, Writer }.FirstOrDefault(program => !Program.IsInstalled(program)) is { } absent ? $"{absent} is not installed (qemu-utils)." : null;

    /// <summary>What protect takes.</summary>
    public string Address => "qemu:" + Monitor;

    /// <summary>The option that names its NBD server.</summary>
    public string Option => "nbdServer=unix:" + Socket;

    private string Monitor => Path.Combine(folder, "monitor");

    private string Socket => Path.Combine(folder, "nbd");

    private string Url => $"nbd+unix:///{Disk}?socket={Socket}";

    /// <summary>Writes as the guest would.</summary>
    public void Write(long offset, byte[] bytes)
    {
        var source = Path.Combine(folder, "written");
        File.WriteAllBytes(source, bytes);
        Program.Run(Writer, "-f", "raw", "-c", string.Create(CultureInfo.InvariantCulture, $"write -s {source} {offset} {bytes.Length}"), "-c", "flush", Url);
    }

    /// <summary>The disk as the guest would read it now.</summary>
    public byte[] Content()
    {
        var copy = Path.Combine(folder, "copy");
        Program.Run(Image, "convert", "-f", "raw", "-O", "raw", Url, copy);
        return File.ReadAllBytes(copy);
    }

    /// <summary>Ends it in order, as a machine is turned off: bitmaps are stored in the image.</summary>
    public void TurnOff()
    {
        using (var monitor = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            monitor.Connect(new UnixDomainSocketEndPoint(Monitor));
            monitor.Send("""{"execute":"qmp_capabilities"}{"execute":"quit"}"""u8);
            daemon.WaitForEnd();
        }
    }

    public void Dispose()
    {
        daemon.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
