using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Nbd;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>The options of a QEMU machine.</summary>
/// <param name="Machine">Those of all machines.</param>
/// <param name="Disks">disks: names of the disks that are protected; empty for all that the machine can write to.</param>
/// <param name="Scratch">scratch: a folder that this program and QEMU may both write to; null: one for temporary files.</param>
/// <param name="NbdServer">nbdServer: where the process serves NBD already; null: it is started for each backup.</param>
/// <param name="GuestAgent">guestAgent: socket of the QEMU guest agent, or "libvirt" for the agent that a domain has; null: the guest is not asked.</param>
/// <param name="LibvirtSocket">libvirtSocket: socket of libvirt's daemon where it is not in its usual place; null: it is.</param>
/// <param name="Banner">drillBanner: what the serial console must show for a drill to count as a start.</param>
/// <param name="BootLimit">drillSeconds: how long that may take; zero: machines are not started.</param>
internal sealed record QemuOptions(
    MachineOptions Machine, IReadOnlyList<string> Disks, string? Scratch, NbdAddress? NbdServer, string? GuestAgent, string? LibvirtSocket, string Banner, TimeSpan BootLimit)
{
    /// <summary>The agent of a libvirt domain, as the option names it.</summary>
    public const string LibvirtAgent = "libvirt";

    private const string Names = "disks, scratch, nbdServer, guestAgent, libvirtSocket, drillBanner, drillSeconds";
    private const int MostSeconds = 3600;

    private static readonly string[] own = ["disks", "scratch", "nbdServer", "guestAgent", "libvirtSocket", "drillBanner", "drillSeconds"];

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>.</exception>
    public static QemuOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var parsed = new QemuOptions(MachineOptions.Parse(options, "raw", own.Contains, Names), [], null, null, null, null, "login:|Welcome to", TimeSpan.FromMinutes(5));
        foreach (var (name, value) in options)
            parsed = name switch
            {
                "disks" => parsed with { Disks = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) },
                "scratch" => parsed with { Scratch = Path.IsPathFullyQualified(value) ? value : throw MachineOptions.Wrong(name, value, "a whole path of a folder") },
                "nbdServer" => parsed with { NbdServer = NbdAddress.TryParse(value, out var address) ? address : throw MachineOptions.Wrong(name, value, "unix:/PATH, HOST, or HOST:PORT") },
                "guestAgent" => parsed with { GuestAgent = value == LibvirtAgent || Path.IsPathFullyQualified(value) ? value : throw MachineOptions.Wrong(name, value, "the path of the agent's socket, or libvirt") },
                "libvirtSocket" => parsed with { LibvirtSocket = Path.IsPathFullyQualified(value) && !value.AsSpan().ContainsAny('?', '#', '&') ? value : throw MachineOptions.Wrong(name, value, "the whole path of a socket") },
                "drillBanner" => parsed with { Banner = IsPattern(value) ? value : throw MachineOptions.Wrong(name, value, "a regular expression, such as login:") },
                "drillSeconds" => parsed with { BootLimit = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSeconds ? TimeSpan.FromSeconds(seconds) : throw MachineOptions.Wrong(name, value, $"0 to {MostSeconds}") },
                _ => parsed,
            };
        return parsed;
    }

    private static bool IsPattern(string value)
    {
        try
        {
            // Without backtracking: whatever the console shows, looking at it takes no longer than it is long.
            _ = new Regex(value, RegexOptions.NonBacktracking);
            return value.Length is > 0 and <= 1000;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
