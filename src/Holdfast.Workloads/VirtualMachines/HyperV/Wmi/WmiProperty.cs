namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>One property of an object, its values as text (<see cref="CimText"/>).</summary>
/// <param name="Values">Null where the property has no value; one element unless it is an array.</param>
public sealed record WmiProperty(string Name, CimType Type, bool IsArray, IReadOnlyList<string>? Values)
{
    /// <summary>A property with one value of text; null for no value.</summary>
    public static WmiProperty Of(string name, string? value) => new(name, CimType.String, false, value is null ? null : [value]);
}
