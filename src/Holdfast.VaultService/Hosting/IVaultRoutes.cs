namespace Holdfast.VaultService.Hosting;

/// <summary>A part of the service that answers requests.</summary>
internal interface IVaultRoutes
{
    void Map(VaultRouter routes);
}
