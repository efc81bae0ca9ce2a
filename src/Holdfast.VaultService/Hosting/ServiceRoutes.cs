using System.Reflection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.VaultService.Hosting;

/// <summary>GET ready, POST shutdown.</summary>
internal sealed class ServiceRoutes(Action shutdown) : IVaultRoutes
{
    internal static string Version { get; } = typeof(ServiceRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public void Map(VaultRouter routes)
    {
        routes.Get("ready", OwnerJson.Default.ReadyInfo, _ => new ReadyInfo(true, Version));
        routes.Post("shutdown", OwnerJson.Default.Acknowledgement, call =>
        {
            call.Afterwards(shutdown);
            return new Acknowledgement(true);
        });
    }
}
