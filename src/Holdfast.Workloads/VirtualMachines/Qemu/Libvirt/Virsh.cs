using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>Asks libvirt by its program virsh: argument lists, no shell.</summary>
/// <param name="connection">Such as qemu:///system.</param>
/// <param name="socket">Of libvirt's daemon; null for its usual place.</param>
internal sealed class Virsh(string connection, string? socket, CancellationToken cancellation)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly string program = HostProgram.Require("virsh", "libvirt-clients");

    /// <summary>Whether it is installed here.</summary>
    public static bool IsHere => HostProgram.Find("virsh") is not null;

    private string Place => socket is null ? connection : $"qemu+unix:///{connection[(connection.LastIndexOf('/') + 1)..]}?socket={Uri.EscapeDataString(socket)}";

    /// <returns>What the command wrote.</returns>
    /// <exception cref="QemuException">libvirt refused it.</exception>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotReachable"/>.</exception>
    public string Run(params IReadOnlyList<string> arguments)
    {
        var (code, output, errors) = HostProgram.Run(program, ["-q", "-c", Place, .. arguments], Longest, cancellation);
        if (code == 0) return output;
        var said = errors.Trim().ReplaceLineEndings(" ");
        if (said.Contains("failed to connect", StringComparison.Ordinal)) throw new WorkloadException(WorkloadFault.NotReachable, $"libvirt does not answer at {connection}: {said}", "Check that libvirt's daemon runs, and that this program's account may ask it (often: the group libvirt).");
        throw new QemuException(said.Contains("failed to get domain", StringComparison.Ordinal) ? "NoDomain" : "Refused", $"libvirt refused {arguments[0]}: {said}");
    }

    /// <summary>Null where libvirt refuses.</summary>
    public string? TryRun(params IReadOnlyList<string> arguments)
    {
        try
        {
            return Run(arguments);
        }
        catch (QemuException error) when (error.Kind == "Refused")
        {
            return null;
        }
    }

    public IReadOnlyList<string> Domains() => Lines(Run("list", "--all", "--name"));

    /// <summary>Such as "running" or "shut off".</summary>
    public string State(string domain)
    {
        try
        {
            return Run("domstate", "--domain", domain).Trim();
        }
        catch (QemuException error) when (error.Kind == "NoDomain")
        {
            throw new WorkloadException(WorkloadFault.NotReachable, $"libvirt has no domain “{domain}”.", "Correct the name, or recover the machine.", error);
        }
    }

    /// <summary>The same with why, such as "shut off (destroyed)".</summary>
    public string Reason(string domain) => Run("domstate", "--domain", domain, "--reason").Trim();

    /// <param name="stored">As it is started the next time; otherwise as it runs.</param>
    public string Definition(string domain, bool stored) => stored ? Run("dumpxml", "--domain", domain, "--inactive") : Run("dumpxml", "--domain", domain);

    /// <summary>Bytes of a disk as the guest sees it.</summary>
    public long LengthOf(string domain, string disk)
    {
        foreach (var line in Lines(Run("domblkinfo", "--domain", domain, "--device", disk)))
            if (line.StartsWith("Capacity:", StringComparison.Ordinal) && long.TryParse(line.AsSpan("Capacity:".Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= MachineLimits.LargestDisk) return length;
        throw new QemuException("", $"libvirt tells no length of the disk {disk}.");
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<string> Checkpoints(string domain) => Lines(Run("checkpoint-list", "--domain", domain, "--name", "--topological"));

    /// <summary>The bitmaps are gone with the images: what libvirt remembers of them goes too.</summary>
    /// <param name="tag">Of the datasource; null: nothing was made.</param>
    public void ForgetCheckpoints(string domain, string? tag)
    {
        if (tag is null) return;
        foreach (var name in Checkpoints(domain).Where(name => name.StartsWith(QemuNames.Prefixed(tag), StringComparison.Ordinal)).Reverse()) Run("checkpoint-delete", "--domain", domain, "--checkpointname", name, "--metadata");
    }

    /// <param name="definition">XML of a domain.</param>
    /// <param name="folder">For a file of it.</param>
    public void Define(string definition, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "define.xml");
        File.WriteAllText(path, definition);
        Run("define", "--file", path);
    }

    /// <summary>Of QEMU; empty where libvirt does not tell it.</summary>
    public string Version()
    {
        const string Mark = "Running hypervisor: QEMU ";
        return Lines(Run("version")).FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..] ?? "";
    }

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
