using Holdfast.VaultService.Registering;
using Holdfast.VaultService.Transfer;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Hosting;

/// <summary>What the routes of a running service are made of.</summary>
internal sealed class ServiceParts(VaultDirectory directory, ICallerSource callers, TimeProvider time, ILogger log) : IDisposable
{
    private readonly TransferPart transfer = new(directory.Records, log);

    internal VaultDirectory Directory => directory;

    internal ICallerSource Callers => callers;

    internal TimeProvider Time => time;

    /// <summary>Every part that answers requests.</summary>
    internal IReadOnlyList<IVaultRoutes> Routes(Action shutdown) =>
    [
        new ServiceRoutes(shutdown), new RegistrationRoutes(directory.Records), transfer.Routes,
    ];

    public void Dispose() => transfer.Dispose();
}
