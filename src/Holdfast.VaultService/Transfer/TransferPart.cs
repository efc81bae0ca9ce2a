using Holdfast.VaultService.Prefixes;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Transfer;

/// <summary>The blob routes over the vaults of a data folder.</summary>
internal sealed class TransferPart : IDisposable
{
    private readonly ServedVaults vaults;

    public TransferPart(ServiceRecords records, ILogger log)
    {
        vaults = new ServedVaults(
            (vault, server) => new ServerPrefix(records.Database, vault, server, records.Storage.Open(records.Vault(vault)), records.Pins, records.Clock),
            (vault, server) => records.Servers.Get(vault, server) is not null,
            vault => records.Storage.Grants(records.Vault(vault)), records.Clock);
        Routes = new TransferRoutes(vaults, records.Clock, log);
    }

    public TransferRoutes Routes { get; }

    public void Dispose()
    {
        Routes.Dispose();
        vaults.Dispose();
    }
}
