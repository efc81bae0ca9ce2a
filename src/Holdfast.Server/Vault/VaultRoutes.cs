using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Alerts;
using Holdfast.Server.CloudPolicy;
using Holdfast.Server.Engine;
using Holdfast.Server.External;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Vault;

/// <summary>GET vault, vault/connection, vault/servers, vault/packs, vault/kit, POST vault/register, vault/rebuild, vault/passphrase, vault/rotate.</summary>
internal sealed class VaultRoutes(IEngine engine, VaultRegistration registration, JobQueue jobs, CloudPolicyGate cloud, VaultDamage damage)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("vault", ApiJson.Default.VaultInfo, _ => Status());
        routes.Get("vault/connection", ApiJson.Default.VaultConnection, _ => Connection());
        routes.Get("vault/servers", ApiJson.Default.ExternalServerList, _ => Servers());
        routes.Post("vault/register", ApiJson.Default.RegisterVaultRequest, ApiJson.Default.VaultInfo, (request, _) => Register(request));
        routes.Get("vault/packs", VaultsJson.Default.VaultPackList, _ => VaultView.Show(engine.VaultPacks()));
        routes.Get("vault/kit", VaultsJson.Default.RecoveryKitInfo, _ => VaultView.Show(engine.RecoveryKit()));
        routes.Post("vault/passphrase", VaultsJson.Default.ChangePassphraseRequest, VaultsJson.Default.Acknowledgement, ChangePassphrase);
        routes.Post("vault/rotate", VaultsJson.Default.RotateKeysRequest, VaultsJson.Default.KeyRotationInfo, (request, _) => Rotate(request));
        routes.Post("vault/rebuild", ApiJson.Default.RebuildVaultRequest, ApiJson.Default.JobInfo, (request, _) => Rebuild(request));
    }

    private VaultInfo Status()
    {
        var vault = engine.Vault;
        return VaultView.Show(vault) with
        {
            Policy = cloud.Observe() is { } standing ? CloudPolicyView.Show(standing, vault.Address) : null,
            Checks = damage.Look() is { } checks ? VaultView.Show(checks) : null,
        };
    }

    private VaultConnection Connection()
    {
        var vault = engine.Contact;
        return vault.State switch
        {
            VaultStates.Connected => new VaultConnection(true, null),
            VaultStates.NotRegistered => new VaultConnection(false, "This server is not registered with a vault."),
            _ => new VaultConnection(false, vault.Reason ?? "The vault does not answer."),
        };
    }

    private ExternalServerList Servers()
    {
        var vault = engine.Vault;
        var others = ExternalRoutes.Show(engine.Externals).Servers;
        if (vault.ServerId is not { } own || others.Any(server => server.Id == own)) return new ExternalServerList(others);
        return new ExternalServerList([new ExternalServerInfo(own, Environment.MachineName, vault.VaultName ?? "", true, (int)Math.Min(vault.Points, int.MaxValue)), .. others]);
    }

    private VaultInfo Register(RegisterVaultRequest request)
    {
        CheckPassphrase(request.Passphrase);
        if (request.Proxy is null && request.ProxyCredentialsFile is not null) throw new HoldfastException(ErrorCode.ProxyNotUsable, "Credentials of a proxy are given, but no proxy.");
        var proxy = request.Proxy is { } url ? new VaultProxy(url, request.ProxyCredentialsFile) : null;
        return VaultView.Show(registration.Register(new VaultSignUp(request.Credentials, request.Passphrase, request.Replace, proxy)));
    }

    private Acknowledgement ChangePassphrase(ChangePassphraseRequest request, ApiCall call)
    {
        CheckPassphrase(request.Passphrase);
        engine.ChangePassphrase(request.Passphrase, call.VaultPin);
        return new Acknowledgement(true);
    }

    private KeyRotationInfo Rotate(RotateKeysRequest request)
    {
        var rotated = engine.RotateKeys(request.Passphrase);
        return new KeyRotationInfo(rotated.PoolEpoch, rotated.VaultEpoch);
    }

    private JobInfo Rebuild(RebuildVaultRequest request)
    {
        if (request.Passphrase is null && engine.Contact.State == VaultStates.NotRegistered)
            throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
        return jobs.Queue(JobType.Rebuild, null, new JobArguments { Online = true }, request.Passphrase);
    }

    internal static void CheckPassphrase(string passphrase)
    {
        if (PassphraseRule.Violation(passphrase) is not { } violation) return;
        throw new HoldfastException(passphrase.Length < PassphraseRule.ShortestLength ? ErrorCode.PassphraseTooShort : ErrorCode.PassphraseNotAccepted, violation);
    }
}
