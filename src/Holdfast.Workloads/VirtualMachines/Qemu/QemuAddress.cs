using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>Where a machine is found: the monitor socket of a QEMU process, or a domain of libvirt on this computer.</summary>
/// <param name="Monitor">Path of a QMP socket; null where libvirt has the machine.</param>
/// <param name="Connection">What virsh connects to, such as qemu:///system; null for a monitor.</param>
/// <param name="Domain">Name of the domain; null: all of libvirt, which holds machines and is none.</param>
internal sealed record QemuAddress(string? Monitor, string? Connection, string? Domain)
{
    private const string MonitorPrefix = "qemu:", LibvirtPrefix = "libvirt:///";
    private const int LongestSocketPath = 107, LongestDomain = 255;

    public static bool IsOne(string path) => path.StartsWith(LibvirtPrefix, StringComparison.OrdinalIgnoreCase) || path.StartsWith(MonitorPrefix + "/", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static QemuAddress Parse(string path)
    {
        if (path.StartsWith(LibvirtPrefix, StringComparison.OrdinalIgnoreCase)) return ParseLibvirt(path, Uri.UnescapeDataString(path[LibvirtPrefix.Length..]));
        if (!IsOne(path)) throw Wrong(path, "it begins neither with qemu:/ nor with libvirt:///");
        var socket = Uri.UnescapeDataString(path[MonitorPrefix.Length..]);
        // qemu:///run/vm.sock and qemu:/run/vm.sock are the same file.
        socket = "/" + socket.TrimStart('/');
        if (socket.Length < 2 || socket.EndsWith('/') || socket.Any(char.IsControl) || socket.Split('/').Contains("..")) throw Wrong(path, "the path of a socket was expected");
        if (System.Text.Encoding.UTF8.GetByteCount(socket) > LongestSocketPath) throw Wrong(path, $"the path of a socket has at most {LongestSocketPath} bytes");
        return new QemuAddress(socket, null, null);
    }

    /// <summary>The one way to write it.</summary>
    public override string ToString() => Monitor is not null ? MonitorPrefix + Monitor : LibvirtPrefix + Connection![(Connection!.LastIndexOf('/') + 1)..] + (Domain is null ? "" : "/" + Uri.EscapeDataString(Domain));

    /// <summary>The same libvirt with another domain.</summary>
    public QemuAddress Of(string domain) => this with { Domain = domain };

    private static QemuAddress ParseLibvirt(string path, string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var instance = slash < 0 ? rest : rest[..slash];
        var domain = slash < 0 || slash == rest.Length - 1 ? null : rest[(slash + 1)..];
        if (instance is not ("system" or "session")) throw Wrong(path, "system or session was expected after libvirt:///");
        if (domain is not null && (domain.Length > LongestDomain || domain.StartsWith('-') || domain.Any(c => char.IsControl(c) || c == '/'))) throw Wrong(path, "what follows is no name of a domain");
        return new QemuAddress(null, "qemu:///" + instance, domain);
    }

    private static WorkloadException Wrong(string path, string why) =>
        new(WorkloadFault.AddressWrong, $"“{path}” is no address of a QEMU machine: {why}.", "Write qemu:/PATH/TO/MONITOR.SOCKET, or libvirt:///system/NAME for a domain of libvirt on this computer.");
}
