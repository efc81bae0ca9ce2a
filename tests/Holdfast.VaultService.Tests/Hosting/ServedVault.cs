using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Hosting;

/// <summary>A vault service with one vault that listens on this computer, and a clock to turn.</summary>
public sealed class ServedVault : IAsyncDisposable
{
    internal const string Main = "Main", Id = "0123456789abcdef0123456789abcdef", OtherId = "fedcba9876543210fedcba9876543210";

    private readonly CancellationTokenSource stop = new();
    private readonly StringWriter output = new();
    private readonly List<HttpClient> clients = [];
    private Task<int> running = Task.FromResult(0);

    private ServedVault()
    {
    }

    internal string Root { get; } = Directory.CreateTempSubdirectory("holdfast-served-").FullName;

    internal string DataFolder => Path.Combine(Root, "service");

    /// <summary>Begins now: certificates are checked by clocks that cannot be turned as well.</summary>
    internal FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal VaultServiceAddress Address { get; private set; } = null!;

    /// <summary>The same folder, as its owner's commands use it.</summary>
    internal VaultDirectory Owner { get; private set; } = null!;

    internal string LocalToken => File.ReadAllText(Path.Combine(DataFolder, VaultServiceAddress.TokenFileName)).Trim();

    internal static async Task<ServedVault> Start()
    {
        var served = new ServedVault();
        served.running = Task.Run(() => VaultHost.Run(new VaultHostOptions(served.DataFolder, 0), served.output, served.Clock, served.stop.Token));
        var file = Path.Combine(served.DataFolder, VaultServiceAddress.FileName);
        while (!File.Exists(file))
        {
            if (served.running.IsCompleted) await served.running;
            await Task.Delay(5);
        }
        served.Address = JsonSerializer.Deserialize(File.ReadAllBytes(file), OwnerJson.Default.VaultServiceAddress)!;
        served.Owner = VaultDirectory.Open(served.DataFolder, served.Clock);
        served.Owner.Create(new NewVault(Main));
        return served;
    }

    internal byte[] Issue() => Owner.IssueCredentials(Main);

    internal VaultCredentials Credentials() => VaultCredentials.Parse(Issue());

    /// <summary>A client that trusts the service's own authority alone.</summary>
    internal HttpClient Client(string? token = null, X509Certificate2? certificate = null)
    {
        using var authority = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Address.Authority));
        var pin = authority.RawData;
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => IsService(shown, pin, Clock.GetUtcNow());
        if (certificate is not null) handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        var client = new HttpClient(handler) { BaseAddress = new Uri(Address.Local + "/vault/v1/"), DefaultRequestVersion = HttpVersion.Version11 };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        clients.Add(client);
        return client;
    }

    internal static (ECDsa Key, byte[] Request) NewKey()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key, new CertificateRequest("CN=anything", key, HashAlgorithmName.SHA256).CreateSigningRequest());
    }

    internal Task<HttpResponseMessage> Register(VaultCredentials credentials, byte[] request, string name = "server", string id = Id, bool replace = false) => Client().PostAsJsonAsync(
        "register", new RegisterRequest(credentials, name, id, replace, Convert.ToBase64String(request)), JoiningJson.Default.RegisterRequest);

    /// <summary>Registers a server; its certificate with its key.</summary>
    internal async Task<X509Certificate2> Server(string name = "server", string id = Id, bool replace = false)
    {
        var (key, request) = NewKey();
        using var ownKey = key;
        using var response = await Register(Credentials(), request, name, id, replace);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = (await response.Content.ReadFromJsonAsync(JoiningJson.Default.RegisterAnswer))!;
        Assert.Equal((id, Address.Authority), (answer.ServerId, answer.Authority));
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(answer.Certificate));
        return CertificateRules.WithKey(issued, key);
    }

    /// <summary>A token that reads.</summary>
    internal async Task<string> Reader(VaultCredentials? credentials = null)
    {
        using var response = await Client().PostAsJsonAsync("external", new ExternalRequest(credentials ?? Credentials()), JoiningJson.Default.ExternalRequest);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(JoiningJson.Default.ExternalAnswer))!.Token;
    }

    /// <summary>The code of a refusal.</summary>
    internal static async Task<ErrorCode> Code(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        Assert.False(response.IsSuccessStatusCode);
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.ApiErrorBody))!.Error.Code;
    }

    /// <summary>As a signal would.</summary>
    internal async Task Stop()
    {
        foreach (var client in clients) client.Dispose();
        clients.Clear();
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        Assert.False(File.Exists(Path.Combine(DataFolder, VaultServiceAddress.FileName)));
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Owner.Dispose();
        stop.Dispose();
        output.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private static bool IsService(X509Certificate? shown, byte[] pin, DateTimeOffset now)
    {
        using var authority = X509CertificateLoader.LoadCertificate(pin);
        using var certificate = X509CertificateLoader.LoadCertificate(shown!.GetRawCertData());
        return CertificateRules.IsIssued(certificate, authority, CertificateRules.ServerUse, now);
    }
}
