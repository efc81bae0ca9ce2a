using System.Globalization;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>What WMI gave for one object at one time: a bag of properties.</summary>
/// <param name="className">Such as Msvm_ComputerSystem.</param>
/// <param name="path">By which methods refer to it; empty for one that is not in WMI (outputs of a method, an embedded instance, a new one).</param>
/// <param name="properties">Names apart, whatever their case.</param>
public sealed class WmiObject(string className, string path, IEnumerable<WmiProperty> properties)
{
    private readonly Dictionary<string, WmiProperty> _properties = properties.ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    public string ClassName { get; } = className;

    public string Path { get; } = path;

    public IReadOnlyCollection<WmiProperty> Properties => _properties.Values;

    /// <summary>Whether its class knows the property.</summary>
    public bool Has(string name) => _properties.ContainsKey(name);

    /// <summary>Null where there is no value.</summary>
    public string? Text(string name) => _properties.GetValueOrDefault(name)?.Values is [var first, ..] ? first : null;

    /// <summary>Null where there is no value, or none that is a whole number.</summary>
    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool IsSet(string name) => string.Equals(Text(name), "TRUE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Values of an array; empty where there is none.</summary>
    public IReadOnlyList<string> Texts(string name) => _properties.GetValueOrDefault(name)?.Values ?? [];

    /// <summary>The same with other values of one property.</summary>
    /// <exception cref="WmiFailure">Its class has no such property.</exception>
    public WmiObject With(string name, params IReadOnlyList<string> values)
    {
        if (!_properties.ContainsKey(name)) throw new WmiFailure(WmiFailure.InvalidProperty, $"{ClassName} has no property {name} on this host.");
        return new WmiObject(ClassName, Path, Properties.Select(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? property with { Values = values } : property));
    }
}
