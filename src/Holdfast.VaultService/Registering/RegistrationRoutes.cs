using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.VaultService.Hosting;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService.Registering;

/// <summary>How servers come in: POST register, renew, external; GET external/servers, standing.</summary>
internal sealed class RegistrationRoutes(ServiceRecords records) : IVaultRoutes
{
    private readonly Registrar registrar = new(records);

    public void Map(VaultRouter routes)
    {
        routes.Post("register", JoiningJson.Default.RegisterRequest, JoiningJson.Default.RegisterAnswer, (request, _) => Register(request));
        routes.Post("renew", JoiningJson.Default.RenewRequest, JoiningJson.Default.RenewAnswer, (request, call) => new RenewAnswer(Convert.ToBase64String(registrar.Renew(call.Server, Bytes(request.Csr)))));
        routes.Post("external", JoiningJson.Default.ExternalRequest, JoiningJson.Default.ExternalAnswer, (request, _) => Open(request.Credentials));
        routes.Get("external/servers", JoiningJson.Default.VaultedServers, call => new VaultedServers(registrar.Servers(call.VaultId)));
        routes.Get("standing", VaultJson.Default.VaultStanding, Standing);
    }

    private RegisterAnswer Register(RegisterRequest request)
    {
        var (vault, certificate) = registrar.Register(request.Credentials, request.ServerName, request.ServerId, request.Replace, Bytes(request.Csr));
        return new RegisterAnswer(vault.Id, vault.Name, request.ServerId, Convert.ToBase64String(certificate!), records.Authority.Pin, vault.Rules, VaultStorage.TransferOf(vault));
    }

    private ExternalAnswer Open(VaultCredentials credentials)
    {
        var (vault, token) = registrar.OpenForReading(credentials);
        return new ExternalAnswer(vault.Id, vault.Name, token, credentials.Expires, registrar.Servers(vault.Id));
    }

    private VaultStanding Standing(VaultCall call)
    {
        var vault = records.Vault(call.VaultId);
        return new VaultStanding(vault.Id, vault.Name, vault.State, vault.Rules, VaultStorage.TransferOf(vault), records.Clock.GetUtcNow());
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : throw VaultCall.Bad("The certificate request is not Base64.");
    }
}
