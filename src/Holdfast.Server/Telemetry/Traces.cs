using System.Diagnostics;

namespace Holdfast.Server.Telemetry;

/// <summary>Where spans come from. While nobody listens there are none, and they cost nothing.</summary>
internal static class Traces
{
    internal const string Name = "Holdfast";

    internal static ActivitySource Source { get; } = new(Name);
}
