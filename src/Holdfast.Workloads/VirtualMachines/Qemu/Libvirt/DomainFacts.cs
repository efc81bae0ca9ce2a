using System.Text;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>What libvirt tells of a domain, running or off.</summary>
internal sealed class DomainFacts
{
    /// <summary>Beneath machine/: the domain as it is started the next time.</summary>
    public const string DefinitionFile = "domain.xml";

    private const string RunningFile = "domain-running.xml", StateFile = "domain-state.txt", VariablesFile = "firmware-variables";
    private const int LargestVariables = 16 << 20;

    private readonly Virsh virsh;
    private readonly string domain, address;
    private readonly DomainXml xml;
    private readonly List<string> warnings = [];
    private readonly Dictionary<string, byte[]> configuration = new(StringComparer.Ordinal);

    /// <param name="address">Of the datasource.</param>
    public DomainFacts(Virsh virsh, string domain, string address, QemuOptions options, bool isOff)
    {
        (this.virsh, this.domain, this.address) = (virsh, domain, address);
        var stored = virsh.Definition(domain, stored: true);
        var current = isOff ? stored : virsh.Definition(domain, stored: false);
        configuration[DefinitionFile] = Encoding.UTF8.GetBytes(stored);
        if (!isOff) configuration[RunningFile] = Encoding.UTF8.GetBytes(current);
        configuration[StateFile] = Encoding.UTF8.GetBytes(virsh.Reason(domain) + "\n");
        xml = new DomainXml(current);
        var (all, readOnly) = xml.Disks();
        warnings.AddRange(readOnly.Select(name => $"The disk {name} is not protected: the machine cannot write to it."));
        Disks = ChosenDisks.Of(all, disk => disk.Name, options, warnings);
        ReadVariables();
    }

    /// <summary>Those that are protected.</summary>
    public IReadOnlyList<DomainDisk> Disks { get; }

    /// <param name="disks">The same, as they were found.</param>
    public QemuFacts With(IReadOnlyList<QemuDisk> disks) => new(xml.Id.Length > 0 ? xml.Id : address, domain, virsh.Version(), disks, xml.Hardware, configuration, warnings);

    private void ReadVariables()
    {
        if (xml.Variables is not { } path) return;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: <= LargestVariables }) configuration[VariablesFile] = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            warnings.Add($"The variables of the firmware ({path}) are not in the points: {error.Message}");
        }
    }
}
