using System.Globalization;

namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Moments that can be recovered, both ends among them; equal ends: this moment only.</summary>
internal sealed record ReachableRange(DateTimeOffset From, DateTimeOffset To)
{
    public override string ToString() => From == To ? Text(From) : $"{Text(From)} to {Text(To)}";

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
