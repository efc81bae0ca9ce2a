using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Datasources;

/// <summary>Instances of applications by the names that scripts use.</summary>
internal static class Instances
{
    /// <summary>Address of an instance: as it is given, or of the one that is found under this name on the production server.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>.</exception>
    internal static string Address(ProductionServer production, string name, CancellationToken stop)
    {
        if (ApplicationAddress.IsOne(name) || Path.IsPathRooted(name) || (name.Length > 2 && name[1] == ':')) return name;
        var found = new Protectables(production, stop).Instances().Where(instance => instance.IsContainer).ToList();
        // DPM's scripts write HOST\INSTANCE; an application names its instance alone.
        var last = name[(name.LastIndexOf('\\') + 1)..];
        return found.FirstOrDefault(instance => IsNamed(instance.Name, name))?.Path ?? found.FirstOrDefault(instance => IsNamed(instance.Name, last))?.Path ?? throw new HoldfastException(
            ErrorCode.NotFound, $"No instance called {name} was found on {production.ServerName}.",
            found.Count == 0 ? "Give its address, such as sqlserver://HOST/INSTANCE/." : $"Found were {string.Join(", ", found.Select(instance => instance.Path))}.");
    }

    private static bool IsNamed(string instance, string name) => string.Equals(instance, name, StringComparison.OrdinalIgnoreCase);
}
