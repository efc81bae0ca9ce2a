using System.Globalization;
using System.Xml.Linq;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>The definition of a new domain with recovered disks.</summary>
internal static class DomainDefinition
{
    private const long SmallestMemory = 64 << 20;

    /// <param name="original">Definition that the point has; null where it has none.</param>
    /// <param name="images">Paths of the disks, by their names.</param>
    /// <returns>The original's with another name, no id, network addresses of its own, and the recovered disks; what only the original's host has (media in drives, firmware variables) is left out.</returns>
    public static string For(string name, string? original, QemuHardware hardware, MachineState state, IReadOnlyDictionary<string, string> images, string format)
    {
        var domain = original is null ? Plain(hardware, state) : DomainXml.Parse(original);
        domain.SetElementValue("name", name);
        domain.Element("uuid")?.Remove();
        domain.Element("os")?.Element("nvram")?.Remove();
        var devices = domain.Element("devices") ?? throw new QemuException("", "The definition in the point has no devices.");
        foreach (var network in devices.Elements("interface")) network.Element("mac")?.Remove();
        foreach (var disk in devices.Elements("disk").ToList())
        {
            disk.Element("backingStore")?.Remove();
            disk.Element("auth")?.Remove();
            var target = disk.Element("target")?.Attribute("dev")?.Value ?? "";
            if (images.TryGetValue(target, out var image)) Point(disk, image, format);
            else if (disk.Attribute("device")?.Value is null or "disk") disk.Remove();
            else disk.Element("source")?.Remove();
        }
        return domain.ToString();
    }

    private static void Point(XElement disk, string image, string format)
    {
        disk.SetAttributeValue("type", "file");
        disk.Elements("source").Remove();
        var driver = disk.Element("driver");
        if (driver is null) disk.AddFirst(driver = new XElement("driver", new XAttribute("name", "qemu")));
        driver.SetAttributeValue("type", format);
        driver.AddAfterSelf(new XElement("source", new XAttribute("file", image)));
    }

    private static XElement Plain(QemuHardware hardware, MachineState state)
    {
        var type = new XElement("type", "hvm");
        if (hardware.Architecture is { } architecture) type.SetAttributeValue("arch", architecture);
        if (hardware.Type is { } machine) type.SetAttributeValue("machine", machine);
        var bus = MachineArguments.Bus(hardware);
        return new XElement(
            "domain", new XAttribute("type", "qemu"), new XElement("name"), new XElement("memory", new XAttribute("unit", "b"), Math.Max(hardware.Memory, SmallestMemory).ToString(CultureInfo.InvariantCulture)),
            new XElement("vcpu", Math.Max(1, hardware.Processors).ToString(CultureInfo.InvariantCulture)), new XElement("os", type),
            new XElement("devices", state.Disks.Select(disk => new XElement("disk", new XAttribute("type", "file"), new XAttribute("device", "disk"), new XElement("target", new XAttribute("dev", disk.Name), new XAttribute("bus", bus))))));
    }
}
