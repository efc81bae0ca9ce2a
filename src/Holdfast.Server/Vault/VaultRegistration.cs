using System.Text.Json;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Vault;

/// <summary>Registers this server with a vault, and has the vault keep what the pool keeps about groups and datasources.</summary>
internal sealed class VaultRegistration(ServerCatalog catalog, IEngine engine, HealthCheck health)
{
    internal VaultState Register(VaultSignUp signUp)
    {
        var state = engine.RegisterVault(signUp);
        foreach (var group in catalog.Groups.All())
            engine.SaveDescription(GroupDescription.Kind, group.Id, JsonSerializer.SerializeToUtf8Bytes(group.ToDescription(), CatalogJson.Default.GroupDescription));
        foreach (var source in catalog.Sources.All())
            engine.SaveDescription(SourceDescription.Kind, source.Id, JsonSerializer.SerializeToUtf8Bytes(source.ToDescription(), CatalogJson.Default.SourceDescription));
        health.LookAtVault();
        return state;
    }
}
