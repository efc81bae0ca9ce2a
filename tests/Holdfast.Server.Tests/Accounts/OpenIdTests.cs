using System.Security.Claims;
using System.Security.Cryptography;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Accounts;

/// <summary>Sign-in against a small provider of our own: discovery, keys, and tokens that it signs.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "one" };
    private WebApplication provider = null!;
    private string authority = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        provider = builder.Build();
        provider.Run(context => context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => $$"""{"issuer":"{{authority}}","jwks_uri":"{{authority}}/keys","id_token_signing_alg_values_supported":["RS256"]}""",
            "/keys" => Keys(),
            _ => "{}",
        }));
        await provider.StartAsync();
        authority = provider.Urls.Single();
    }

    public async ValueTask DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task SignIn_ValidToken_OpensASessionWithTheMappedRole_Once()
    {
        await using var server = await Start();
        var token = Token();
        using var anonymous = new HoldfastClient(new Uri(server.Address.Url), null);
        var session = await anonymous.Accounts.SignIn(new SignInRequest(IdToken: token));
        Assert.Equal(("oidc:anna@example.org", RoleNames.Operator), (session.Name, session.Role));
        using var anna = server.As(session.Token);
        await anna.Status();
        Assert.Equal(ErrorCode.Forbidden, await Refused(anna.Shutdown()));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(anonymous.Accounts.SignIn(new SignInRequest(IdToken: token))));
    }

    [Fact]
    public async Task SignIn_TokenThatDoesNotHold_IsRefused()
    {
        await using var server = await Start();
        using var foreign = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var good = Token();
        string[] bad =
        [
            "not a token", good[..^4] + "AAAA",
            Token(audience: "somebody else"), Token(issuer: "https://evil.example"),
            Token(issued: now.AddHours(-2), expires: now.AddHours(-1)), Token(issued: now.AddMinutes(-30), expires: now.AddHours(1)), Token(notBefore: now.AddHours(1), expires: now.AddHours(2)),
            Token(signing: new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "one" }, SecurityAlgorithms.RsaSha256)),
            // The public key as the secret of a symmetric signature, and no signature at all.
            Token(signing: new SigningCredentials(new SymmetricSecurityKey(RSA.Create(2048).ExportSubjectPublicKeyInfo()) { KeyId = "one" }, SecurityAlgorithms.HmacSha256)),
            Token(unsigned: true),
        ];
        var provider = Holdfast.Server.Accounts.OpenIdProvider.From(Configured(), TimeProvider.System)!;
        foreach (var token in bad) Assert.Null(await provider.SignIn(token, default));
        Assert.Equal(Roles.Operator, (await provider.SignIn(good, default))?.Role);
        using var anonymous = new HoldfastClient(new Uri(server.Address.Url), null);
        foreach (var token in new[] { bad[1], Token(roles: ["Nothing"]), Token(roles: []) }) Assert.Equal(ErrorCode.SignInFailed, await Refused(anonymous.Accounts.SignIn(new SignInRequest(IdToken: token))));
    }

    /// <summary>Somebody with a laptop: the provider says who it is, the account which machine.</summary>
    [Fact]
    public async Task SignIn_PersonWithAnAccount_MayWhatTheAccountSaysWhateverTheGroupsGive()
    {
        await using var server = await Start();
        var mine = await server.Protect(group: "Mine");
        using var anonymous = new HoldfastClient(new Uri(server.Address.Url), null);
        using var before = server.As((await anonymous.Accounts.SignIn(new SignInRequest(IdToken: Token()))).Token);
        await before.Status();

        await server.Client.Accounts.Create(new CreateAccountRequest("oidc:Anna@example.org", RoleNames.RecoveryOperator, Servers: ["annas-laptop"]));

        Assert.Equal(ErrorCode.Unauthorized, await Refused(before.Status()));
        foreach (var token in new[] { Token(), Token(roles: []) })
        {
            var session = await anonymous.Accounts.SignIn(new SignInRequest(IdToken: token));
            using var anna = server.As(session.Token);
            Assert.Equal((RoleNames.RecoveryOperator, "annas-laptop"), ((await anna.Accounts.Caller()).Role, Assert.Single((await anna.Accounts.Caller()).Servers)));
            Assert.Equal(ErrorCode.NotFound, await Refused(anna.Browse(mine.Source!)));
        }
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("oidc:anna@example.org", "a long enough password")));
        Assert.Equal(ErrorCode.BadAccount, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("ldap:bert", RoleNames.Reader, "a long enough password"))));
        Assert.Equal(ErrorCode.PasswordTooWeak, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("bert", RoleNames.Reader))));
        Assert.Equal(ErrorCode.BadAccount, await Refused(server.Client.Accounts.ChangePassword("oidc:anna@example.org", new ChangePasswordRequest("a long enough password"))));
    }

    [Fact]
    public async Task SignIn_NotConfiguredOrProviderGone_IsRefused()
    {
        await using var without = await RunningServer.Start(settings: Settings);
        using var client = new HoldfastClient(new Uri(without.Address.Url), null);
        Assert.Equal(ErrorCode.SignInFailed, await Refused(client.Accounts.SignIn(new SignInRequest(IdToken: Token()))));
        await using var server = await RunningServer.Start(settings: """{ "oidcAuthority": "http://127.0.0.1:1", "oidcClientId": "holdfast", "oidcRoles": ["Ops=operator"] }""");
        using var other = new HoldfastClient(new Uri(server.Address.Url), null);
        Assert.Equal(ErrorCode.IdentityProviderFailed, await Refused(other.Accounts.SignIn(new SignInRequest(IdToken: Token()))));
    }

    private string Json => $$"""{ "oidcAuthority": "{{authority}}", "oidcClientId": "holdfast", "oidcRoles": ["Ops=operator", "Readers=reader"] }""";

    private Task<RunningServer> Start() => RunningServer.Start(settings: Json);

    private Holdfast.Server.Configuration.Settings Configured()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Json);
            return Holdfast.Server.Configuration.Settings.Load(file, Holdfast.Server.Configuration.AllSettings.Keys);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private string Token(
        string audience = "holdfast", string? issuer = null, string[]? roles = null, DateTime? issued = null, DateTime? notBefore = null, DateTime? expires = null,
        SigningCredentials? signing = null, bool unsigned = false)
    {
        var claims = new ClaimsIdentity([new Claim("sub", "42"), new Claim("preferred_username", "anna@example.org"), new Claim("jti", Guid.NewGuid().ToString())]);
        claims.AddClaims((roles ?? ["Readers", "Ops"]).Select(role => new Claim("roles", role)));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? authority, Audience = audience, Subject = claims, IssuedAt = issued ?? now, NotBefore = notBefore ?? issued ?? now, Expires = expires ?? now.AddHours(1),
            SigningCredentials = unsigned ? null : signing ?? new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    private string Keys()
    {
        var parameters = key.Rsa.ExportParameters(false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"one","n":"{{Base64UrlEncoder.Encode(parameters.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parameters.Exponent)}}"}]}""";
    }
}
