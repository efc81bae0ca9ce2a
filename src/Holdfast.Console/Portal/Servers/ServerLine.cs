using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Console.Portal.Servers;

/// <summary>A server of a vault: what it has there, and how the checks of it stand.</summary>
public sealed record ServerLine(ServerUsage Usage, PackCheckSummary? Checks)
{
    /// <summary>Orders that the list knows by name.</summary>
    internal static IEnumerable<ServerLine> Ordered(IEnumerable<ServerLine> lines, string? order, bool descending)
    {
        var sorted = order switch
        {
            "contact" => lines.OrderBy(line => line.Usage.LastContact),
            "bytes" => lines.OrderBy(line => line.Usage.Bytes),
            "points" => lines.OrderBy(line => line.Usage.Points),
            _ => lines.OrderBy(line => line.Usage.Name, StringComparer.OrdinalIgnoreCase),
        };
        return descending ? sorted.Reverse() : sorted;
    }
}
