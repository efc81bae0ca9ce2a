using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Vaults;

/// <summary>How fast this server may send to its vault, hour by hour of the week, in the server's local time.</summary>
/// <param name="Hours">Seven days, Monday first, of 24 hours: megabits a second (1…10,000), null for no limit.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VaultBandwidth(IReadOnlyList<IReadOnlyList<int?>> Hours)
{
    /// <summary>No grid was set: these are the hours that workMbps, nonWorkMbps, and the work hours of the settings come to. Not read where it is sent.</summary>
    public bool IsFromSettings { get; init; }

    /// <summary>IANA name of the zone whose hours these are. Not read where it is sent.</summary>
    public string? Zone { get; init; }
}
