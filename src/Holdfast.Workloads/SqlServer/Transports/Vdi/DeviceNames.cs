namespace Holdfast.Workloads.SqlServer.Transports.Vdi;

/// <summary>Names of the devices of a set: the first has the name of the set itself.</summary>
internal static class DeviceNames
{
    public static IReadOnlyList<string> Of(string set, int stripes) => [set, .. Enumerable.Range(2, stripes - 1).Select(stripe => $"{set}-{stripe}")];
}
