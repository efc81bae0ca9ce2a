using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>What a definition of libvirt says of a machine.</summary>
internal sealed class DomainXml
{
    private const int LongestText = 4 << 20;

    private readonly XElement domain;

    /// <exception cref="QemuException">It is no definition of a domain.</exception>
    public DomainXml(string text) => domain = Parse(text);

    public string Id => domain.Element("uuid")?.Value.Trim() ?? "";

    public QemuHardware Hardware
    {
        get
        {
            var type = domain.Element("os")?.Element("type");
            var processors = int.TryParse(domain.Element("vcpu")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
            return new QemuHardware(type?.Attribute("arch")?.Value, type?.Attribute("machine")?.Value, Memory(), processors, domain.Element("os")?.Element("loader")?.Value.Trim());
        }
    }

    /// <summary>Path of the variables of a UEFI firmware; null where there are none.</summary>
    public string? Variables => domain.Element("os")?.Element("nvram")?.Value.Trim() is { Length: > 0 } path ? path : null;

    /// <summary>Disks that the machine can write to, and names of those that it cannot.</summary>
    public (IReadOnlyList<DomainDisk> Disks, IReadOnlyList<string> ReadOnly) Disks()
    {
        var (disks, readOnly) = (new List<DomainDisk>(), new List<string>());
        foreach (var disk in domain.Element("devices")?.Elements("disk") ?? [])
        {
            if (disk.Attribute("device")?.Value is not (null or "disk") || disk.Element("target")?.Attribute("dev")?.Value is not { Length: > 0 } name) continue;
            if (disk.Element("readonly") is not null)
            {
                readOnly.Add(name);
                continue;
            }
            var source = disk.Element("source");
            var sector = disk.Element("blockio")?.Attribute("logical_block_size")?.Value == "4096" ? 4096 : 512;
            disks.Add(new DomainDisk(name, disk.Element("driver")?.Attribute("type")?.Value ?? "raw", source?.Attribute("file")?.Value ?? source?.Attribute("dev")?.Value, disk.Element("target")?.Attribute("bus")?.Value ?? "", sector, OnlyRunning(disk, source)));
        }
        return (disks, readOnly);
    }

    /// <summary>Parses XML that somebody else wrote: no entities, bounded.</summary>
    /// <exception cref="QemuException">It is none.</exception>
    public static XElement Parse(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestText });
            return XDocument.Load(reader).Root ?? throw new QemuException("", "What libvirt tells is no XML.");
        }
        catch (XmlException error)
        {
            throw new QemuException("", "What libvirt tells is no XML.", error);
        }
    }

    private static string? OnlyRunning(XElement disk, XElement? source) =>
        disk.Element("encryption") is not null || source?.Element("encryption") is not null ? "it is encrypted by QEMU, and libvirt gives its key to a running machine only"
        : source?.Element("slices") is not null ? "it is a part of its image only"
        : disk.Attribute("type")?.Value is "file" or "block" ? null
        : "it lies on other computers, or in a storage pool";

    private long Memory()
    {
        var memory = domain.Element("memory");
        if (!long.TryParse(memory?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue >> 31) return 0;
        return memory!.Attribute("unit")?.Value switch
        {
            "b" or "bytes" => count,
            "MiB" or "M" => count << 20,
            "GiB" or "G" => count << 30,
            _ => count << 10,
        };
    }
}
