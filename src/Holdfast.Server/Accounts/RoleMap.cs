using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Accounts;

/// <summary>Which role the groups of a directory, or the claims of a token, give.</summary>
internal sealed class RoleMap(IReadOnlyList<string> entries)
{
    private readonly List<(string Name, Roles Role)> roles =
        [.. entries.Select(entry => (entry[..entry.LastIndexOf('=')].Trim(), RoleNames.Parse(entry[(entry.LastIndexOf('=') + 1)..])))];

    /// <summary>The highest of all; <see cref="Roles.None"/> where no name is listed.</summary>
    internal Roles Highest(IReadOnlyCollection<string> names) =>
        roles.Where(entry => names.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)).Select(entry => entry.Role).DefaultIfEmpty(Roles.None).Max();
}
