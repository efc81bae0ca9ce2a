using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Format.Keys;
using Holdfast.Server.Configuration;
using Holdfast.Vault.Connections;
using Holdfast.Vault.Remote;
using Holdfast.VaultService;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>Over HTTPS to vault services, and in this process to the data folder of one on this computer.</summary>
internal sealed class VaultAccess(EngineOptions options, TimeProvider clock) : IVaultAccess
{
    /// <summary>For a question that is asked again soon anyway.</summary>
    private static readonly RetryOptions once = new() { Attempts = 1, Patience = TimeSpan.FromSeconds(6), Connecting = TimeSpan.FromSeconds(4) };

    private readonly Lock gate = new();
    private readonly Dictionary<string, VaultDirectory> directories = new(StringComparer.Ordinal);
    private readonly ClientKeys keys = new(options);

    public VaultPlace Register(VaultCredentialsFile credentials, VaultApplicant applicant, VaultProxy? proxy)
    {
        var content = credentials.Content;
        if (!content.IsRemote)
            return new VaultPlace(Directory(content.Address).Register(credentials.Bytes, applicant.ServerName, applicant.ServerId, applicant.Replaces), VaultTransfers.Service, proxy);
        var registered = RemoteRegistration.Register(
            content, content.Address, content.Authority!, applicant.ServerName, applicant.ServerId, applicant.Replaces, Options(proxy));
        keys.Save(registered.Membership.Certificate!, registered.Key);
        return new VaultPlace(registered.Membership, registered.Transfer, proxy);
    }

    public IVaultConnection Connect(VaultPlace place, bool isPatient = true) => place.IsRemote ? Remote(place, isPatient) : Directory(place.Membership.Address).Connect(place.Membership);

    public IVaultReader OpenForReading(VaultCredentialsFile credentials, VaultProxy? proxy) => credentials.Content is { IsRemote: true } content
        ? RemoteReader.Open(content, content.Address, content.Authority!, Options(proxy))
        : Directory(credentials.Content.Address).OpenForReading(credentials.Bytes);

    public bool NeedsRenewal(VaultPlace place) => place.IsRemote && RemoteRegistration.IsRenewalDue(place.Membership, clock.GetUtcNow());

    public VaultPlace Renew(VaultPlace place)
    {
        using var vault = Remote(place, isPatient: true);
        var renewed = vault.Renew();
        keys.Save(renewed.Certificate, renewed.Key);
        return place with { Membership = place.Membership with { Certificate = renewed.Certificate } };
    }

    public VaultCredentialsFile MakeEmbedded()
    {
        var service = Directory(options.EmbeddedVault);
        // On the same computer, of the same owner: floors would hold nobody.
        if (service.Vaults.All(vault => vault.Name != VaultAdmission.EmbeddedName)) service.Create(new NewVault(VaultAdmission.EmbeddedName) { HasRetentionFloors = false });
        return VaultCredentialsFile.Read(service.IssueCredentials(VaultAdmission.EmbeddedName));
    }

    public IDisposable? KeepEmbedded(ILogger log) => VaultDirectory.IsAt(options.EmbeddedVault) ? Directory(options.EmbeddedVault).BeginUpkeep(log) : null;

    public void Forget(VaultPlace place) => keys.Forget(place.Membership);

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var directory in directories.Values) directory.Dispose();
            directories.Clear();
        }
    }

    private RemoteVault Remote(VaultPlace place, bool isPatient)
    {
        var remote = Options(place.Proxy);
        return RemoteVault.Connect(place.Membership, keys.Read(place.Membership), place.Transfer, isPatient ? remote : remote with { Retry = once, Connections = 1 });
    }

    // Read anew each time: a proxy that was set since holds for the next connection.
    private RemoteVaultOptions Options(VaultProxy? proxy) => new(clock, SystemRandomness.Instance) { Proxy = ProxyOf(proxy) };

    private IWebProxy? ProxyOf(VaultProxy? proxy) =>
        proxy is null ? ProxySettings.Load(Settings.Load(options.Settings, AllSettings.Keys)) : ProxySettings.Of(proxy.Url, proxy.CredentialsFile);

    /// <summary>The data folder of a vault service on this computer; made only where it is this server's own.</summary>
    private VaultDirectory Directory(string folder)
    {
        lock (gate)
        {
            if (directories.TryGetValue(folder, out var known)) return known;
            if (folder != options.EmbeddedVault && !VaultDirectory.IsAt(folder))
                throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The data folder '{folder}' of the vault service is not there.");
            var opened = VaultDirectory.Open(folder, clock);
            directories.Add(folder, opened);
            return opened;
        }
    }
}
