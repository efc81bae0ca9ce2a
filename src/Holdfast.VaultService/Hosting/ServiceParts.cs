using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Hosting;

/// <summary>What the routes of a running service are made of.</summary>
internal sealed class ServiceParts(VaultDirectory directory, ICallerSource callers, TimeProvider time)
{
    internal VaultDirectory Directory => directory;

    internal ICallerSource Callers => callers;

    internal TimeProvider Time => time;

    /// <summary>Every part that answers requests.</summary>
    internal IReadOnlyList<IVaultRoutes> Routes(Action shutdown) =>
    [
        new ServiceRoutes(shutdown),
    ];
}
