using Holdfast.Contracts.Api;
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

/// <summary>GET vault, GET vault/connection, GET vault/servers, POST vault/register, POST vault/rebuild.</summary>
internal sealed class VaultRoutes(IEngine engine, VaultRegistration registration, JobQueue jobs, CloudPolicyGate cloud)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("vault", ApiJson.Default.VaultInfo, _ => Status());
        routes.Get("vault/connection", ApiJson.Default.VaultConnection, _ => Connection());
        routes.Get("vault/servers", ApiJson.Default.ExternalServerList, _ => Servers());
        routes.Post("vault/register", ApiJson.Default.RegisterVaultRequest, ApiJson.Default.VaultInfo, (request, _) => Register(request));
        routes.Post("vault/rebuild", ApiJson.Default.RebuildVaultRequest, ApiJson.Default.JobInfo, (request, _) => Rebuild(request));
    }

    private VaultInfo Status()
    {
        var vault = engine.Vault;
        return VaultView.Show(vault) with { Policy = cloud.Observe() is { } standing ? CloudPolicyView.Show(standing, vault.Address) : null };
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
        return VaultView.Show(registration.Register(request.Credentials, request.Passphrase));
    }

    private JobInfo Rebuild(RebuildVaultRequest request)
    {
        if (request.Passphrase is null && engine.Vault.State == VaultStates.NotRegistered)
            throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
        return jobs.Queue(JobType.Rebuild, null, new JobArguments { Online = true }, request.Passphrase);
    }

    internal static void CheckPassphrase(string passphrase)
    {
        if (PassphraseRule.Violation(passphrase) is not { } violation) return;
        throw new HoldfastException(passphrase.Length < PassphraseRule.ShortestLength ? ErrorCode.PassphraseTooShort : ErrorCode.PassphraseNotAccepted, violation);
    }
}
