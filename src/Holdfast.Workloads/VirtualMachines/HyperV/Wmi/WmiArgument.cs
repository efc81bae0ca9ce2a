namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>One argument of a method, as text; whoever calls WMI makes of it what the method declares. References are paths, embedded instances are CIM-XML.</summary>
public sealed record WmiArgument(string Name, IReadOnlyList<string> Values)
{
    public static WmiArgument Of(string name, string value) => new(name, [value]);

    public static WmiArgument Of(string name, long value) => Of(name, CimText.Of(value));

    public static WmiArgument Of(string name, bool value) => Of(name, CimText.Of(value));
}
