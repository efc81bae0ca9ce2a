using System.Management;
using System.Runtime.Versioning;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;
using CimType = Holdfast.Workloads.VirtualMachines.HyperV.Wmi.CimType;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>Carries properties between System.Management and the bags of the workload.</summary>
[SupportedOSPlatform("windows")]
internal static class WmiBag
{
    public static WmiObject Of(ManagementBaseObject? source, string path)
    {
        if (source is null) return new WmiObject("", path, []);
        var properties = new List<WmiProperty>();
        foreach (var property in source.Properties) properties.Add(new WmiProperty(property.Name, (CimType)(int)property.Type, property.IsArray, Values(property.Value)));
        return new WmiObject(source.ClassPath.ClassName, path, properties);
    }

    public static void Set(ManagementBaseObject target, WmiArgument argument)
    {
        var property = target.Properties[argument.Name];
        property.Value = WmiValues.Of((CimType)(int)property.Type, property.IsArray, argument.Values);
    }

    private static List<string>? Values(object? value) => value switch
    {
        null => null,
        Array array => [.. array.Cast<object?>().Select(Text)],
        _ => [Text(value)],
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        ManagementBaseObject embedded => embedded.GetText(TextFormat.CimDtd20),
        _ => CimText.Of(value),
    };
}
