using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Owner;
using static Holdfast.VaultService.Tests.Hosting.ServedVault;

namespace Holdfast.VaultService.Tests.Hosting;

/// <summary>What somebody tries who wants into a vault, or into another server's place.</summary>
public sealed class RegistrationAttackTests
{
    [Fact]
    public async Task Register_Fresh_LetsTheServerIn()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        var standing = await served.Client(certificate: certificate).GetFromJsonAsync("standing", VaultJson.Default.VaultStanding);
        Assert.Equal((Main, VaultStates.Active), (standing!.VaultName, standing.State));
        var credentials = served.Credentials();
        Assert.Equal((served.Address.Address, served.Address.Authority), (credentials.Address, credentials.Authority));
    }

    [Theory]
    [InlineData("altered", ErrorCode.VaultCredentialsAltered)]
    [InlineData("expired", ErrorCode.VaultCredentialsExpired)]
    [InlineData("superseded", ErrorCode.VaultCredentialsSuperseded)]
    [InlineData("foreign", ErrorCode.VaultCredentialsForeign)]
    [InlineData("other version", ErrorCode.InvalidVaultCredentials)]
    [InlineData("used", ErrorCode.VaultCredentialsUsed)]
    public async Task Register_BadCredentials_HasTheMatchingCode(string what, ErrorCode code)
    {
        await using var served = await ServedVault.Start();
        var (key, request) = NewKey();
        using var ownKey = key;
        var credentials = served.Credentials();
        switch (what)
        {
            case "altered":
                credentials = credentials with { Expires = credentials.Expires.AddDays(1) };
                break;
            case "expired":
                served.Clock.Advance(TimeSpan.FromHours(48));
                break;
            case "superseded":
                served.Issue();
                break;
            case "foreign":
                using (var other = VaultDirectory.Open(Path.Combine(served.Root, "other"), served.Clock))
                {
                    other.Create(new NewVault(Main));
                    credentials = VaultCredentials.Parse(other.IssueCredentials(Main));
                }
                break;
            case "other version":
                credentials = credentials with { Version = 1 };
                break;
            default:
                (await served.Register(credentials, request, "another", OtherId)).Dispose();
                break;
        }
        Assert.Equal(code, await Code(served.Register(credentials, request)));
        // Reading goes by the same rules, but that one registration does not use it up.
        using var external = await served.Client().PostAsJsonAsync("external", new ExternalRequest(credentials), JoiningJson.Default.ExternalRequest);
        Assert.Equal(what == "used", external.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Register_TwentyServersAtOnceWithOneFile_HasOneWinner()
    {
        await using var served = await ServedVault.Start();
        var credentials = served.Credentials();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var (key, request) = NewKey();
            using var ownKey = key;
            using var response = await served.Register(credentials, request, $"server {i}", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            return response.StatusCode;
        })));
        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(19, answers.Count(status => status == HttpStatusCode.Forbidden));
        Assert.Single(served.Owner.Servers(Main));
    }

    /// <summary>Somebody saw a request for a certificate: without the key, it is worth nothing, and a request whose signature does not fit is not taken.</summary>
    [Theory]
    [InlineData("foreign signature")]
    [InlineData("weak key")]
    [InlineData("other curve")]
    [InlineData("nothing")]
    public async Task Register_BadCertificateRequest_IsRefusedAndUsesNothingUp(string what)
    {
        await using var served = await ServedVault.Start();
        var credentials = served.Credentials();
        var (key, good) = NewKey();
        using var ownKey = key;
        var bad = (byte[])good.Clone();
        if (what == "foreign signature") bad[^1] ^= 1;
        else if (what == "nothing") bad = [];
        else if (what == "weak key")
        {
            using var rsa = RSA.Create(1024);
            bad = new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();
        }
        else
        {
            using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            bad = new CertificateRequest("CN=x", other, HashAlgorithmName.SHA256).CreateSigningRequest();
        }
        Assert.Equal(ErrorCode.BadRequest, await Code(served.Register(credentials, bad)));
        Assert.Empty(served.Owner.Servers(Main));
        using var response = await served.Register(credentials, good);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>An authority of the same name that names the same server.</summary>
    [Fact]
    public async Task Call_CertificateOfAForeignAuthority_DoesNotGetThroughTheHandshake()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        using var forger = PrivateAuthority.Create("Holdfast vault", TimeProvider.System);
        var (key, request) = NewKey();
        using var ownKey = key;
        using var issued = forger.IssueForCaller(request, $"urn:holdfast:vault:{served.Owner.Show(Main).Id}:{Id}", "server", TimeSpan.FromDays(1));
        using var forged = CertificateRules.WithKey(issued, key);
        await Assert.ThrowsAsync<HttpRequestException>(() => served.Client(certificate: forged).GetAsync("standing"));
        Assert.True((await served.Client(certificate: certificate).GetAsync("standing")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Call_AfterTheServerRegisteredAgain_TheOldCertificateIsRefused()
    {
        await using var served = await ServedVault.Start();
        using var before = await served.Server();
        var old = served.Client(certificate: before);
        Assert.True((await old.GetAsync("standing")).IsSuccessStatusCode);
        using var after = await served.Server();
        Assert.Equal(ErrorCode.ServerRenamed, await Code(old.GetAsync("standing"))); // also on the connection that is open
        Assert.True((await served.Client(certificate: after).GetAsync("standing")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Register_PlaceOfALostServer_IsTakenWithReplaceOnly()
    {
        await using var served = await ServedVault.Start();
        using var before = await served.Server();
        var (key, request) = NewKey();
        using var ownKey = key;
        Assert.Equal(ErrorCode.ServerRenamed, await Code(served.Register(served.Credentials(), request, "new computer")));
        Assert.Equal(ErrorCode.ServerNameTaken, await Code(served.Register(served.Credentials(), request, "SERVER", OtherId)));
        using var after = await served.Server("new computer", replace: true);
        Assert.Equal("new computer", served.Owner.Servers(Main).Single().Name);
        Assert.Equal(ErrorCode.ServerRenamed, await Code(served.Client(certificate: before).GetAsync("standing")));
    }

    [Fact]
    public async Task Renew_TheOldCertificateIsGoodUntilTheNewOneIsUsed()
    {
        await using var served = await ServedVault.Start();
        using var before = await served.Server();
        var old = served.Client(certificate: before);
        var (key, request) = NewKey();
        using var ownKey = key;
        using var response = await old.PostAsJsonAsync("renew", new RenewRequest(Convert.ToBase64String(request)), JoiningJson.Default.RenewRequest);
        var renewed = (await response.Content.ReadFromJsonAsync(JoiningJson.Default.RenewAnswer))!;
        Assert.True((await old.GetAsync("standing")).IsSuccessStatusCode);
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(renewed.Certificate));
        using var after = CertificateRules.WithKey(issued, key);
        Assert.True((await served.Client(certificate: after).GetAsync("standing")).IsSuccessStatusCode);
        Assert.Equal(ErrorCode.ServerRenamed, await Code(old.GetAsync("standing")));
    }

    [Fact]
    public async Task Call_CertificateHasEnded_IsRefusedWithWords()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        var client = served.Client(certificate: certificate);
        Assert.True((await client.GetAsync("standing")).IsSuccessStatusCode);
        served.Clock.Advance(TimeSpan.FromDays(366));
        Assert.Equal(ErrorCode.VaultCertificateRefused, await Code(client.GetAsync("standing")));
    }

    [Fact]
    public async Task External_CredentialsExpireWhileItIsUsed_EndsIt()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        var client = served.Client(await served.Reader());
        var servers = await client.GetFromJsonAsync("external/servers", JoiningJson.Default.VaultedServers);
        Assert.Equal(Id, Assert.Single(servers!.Servers).Id);
        served.Clock.Advance(TimeSpan.FromHours(48));
        Assert.Equal(ErrorCode.VaultCredentialsExpired, await Code(client.GetAsync("external/servers")));
    }

    [Fact]
    public async Task External_NewerCredentialsWereIssued_EndsIt()
    {
        await using var served = await ServedVault.Start();
        var client = served.Client(await served.Reader());
        served.Issue();
        Assert.Equal(ErrorCode.VaultCredentialsSuperseded, await Code(client.GetAsync("external/servers")));
    }

    [Theory]
    [InlineData(VaultStates.Expired)]
    [InlineData(VaultStates.Deprovisioned)]
    public async Task Register_VaultIsNotActive_IsRefused(string state)
    {
        await using var served = await ServedVault.Start();
        served.Owner.SetState(Main, state); // by another process than the one that serves
        var (key, request) = NewKey();
        using var ownKey = key;
        Assert.Equal(ErrorCode.SubscriptionExpired, await Code(served.Register(served.Credentials(), request)));
    }

    [Fact]
    public async Task Register_BodyTooLarge_IsRefused()
    {
        await using var served = await ServedVault.Start();
        using var body = new StringContent(new string(' ', 200 << 10), System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "register") { Content = body };
        request.Headers.ExpectContinue = true; // asked before it is sent: a refusal in the middle of a body may cut the connection before it is read
        Assert.Equal(ErrorCode.RequestTooLarge, await Code(served.Client().SendAsync(request)));
    }
}
