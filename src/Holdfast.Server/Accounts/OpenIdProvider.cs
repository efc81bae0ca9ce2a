using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Holdfast.Server.Accounts;

/// <summary>Checks ID tokens of an OpenID Connect provider against its published keys; each token signs in once, and soon after it was issued.</summary>
internal sealed class OpenIdProvider : IOpenIdProvider
{
    private const int LongestToken = 16_384, MostRemembered = 100_000;
    private static readonly TimeSpan freshness = TimeSpan.FromMinutes(10), skew = TimeSpan.FromMinutes(2);
    private readonly ConfigurationManager<OpenIdConnectConfiguration> provider;
    private readonly string client, nameClaim, roleClaim;
    private readonly RoleMap roles;
    private readonly TimeProvider time;
    private readonly Dictionary<string, DateTimeOffset> taken = [];
    private readonly Lock gate = new();

    private OpenIdProvider(string authority, string client, Settings settings, TimeProvider time)
    {
        var documents = new HttpDocumentRetriever { RequireHttps = !new Uri(authority).IsLoopback };
        provider = new ConfigurationManager<OpenIdConnectConfiguration>(
            authority.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents);
        (this.client, this.time) = (client, time);
        (nameClaim, roleClaim) = (settings.Get(DirectorySettings.OpenIdNameClaim)!, settings.Get(DirectorySettings.OpenIdRoleClaim)!);
        roles = new RoleMap(settings.Get(DirectorySettings.OpenIdRoles));
    }

    /// <summary>Null where the settings name no provider.</summary>
    internal static OpenIdProvider? From(Settings settings, TimeProvider time)
    {
        if (settings.Get(DirectorySettings.OpenIdAuthority) is not { } authority) return null;
        var client = settings.Get(DirectorySettings.OpenIdClient)
            ?? throw new HoldfastException(ErrorCode.BadRequest, "oidcAuthority takes oidcClientId as well.", "Correct settings.json (docs/configuration.md).");
        return new OpenIdProvider(authority, client, settings, time);
    }

    public async Task<ExternalIdentity?> SignIn(string idToken, CancellationToken cancellation)
    {
        if (idToken.Length > LongestToken) return null;
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(idToken, await Rules(cancellation));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token) return null;
        if (time.GetUtcNow().UtcDateTime - token.IssuedAt > freshness || !TryTake(idToken)) return null;
        var role = roles.Highest([.. token.Claims.Where(claim => claim.Type == roleClaim).Select(claim => claim.Value)]);
        var name = token.Claims.FirstOrDefault(claim => claim.Type == nameClaim)?.Value ?? token.Subject;
        return string.IsNullOrEmpty(name) ? null : new ExternalIdentity(name, role);
    }

    private async Task<TokenValidationParameters> Rules(CancellationToken cancellation)
    {
        try
        {
            var published = await provider.GetConfigurationAsync(cancellation);
            return new TokenValidationParameters
            {
                ValidIssuer = published.Issuer, ValidAudience = client, IssuerSigningKeys = published.SigningKeys, RequireSignedTokens = true, RequireExpirationTime = true,
                ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
                LifetimeValidator = (notBefore, expires, _, _) => expires > time.GetUtcNow().UtcDateTime - skew && !(notBefore > time.GetUtcNow().UtcDateTime + skew),
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            throw new HoldfastException(ErrorCode.IdentityProviderFailed, $"The OpenID provider does not answer as it should: {failure.Message}", inner: failure);
        }
    }

    private bool TryTake(string idToken)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(idToken)));
        var now = time.GetUtcNow();
        lock (gate)
        {
            foreach (var old in taken.Where(entry => now - entry.Value > freshness + skew + skew).Select(entry => entry.Key).ToList()) taken.Remove(old);
            return taken.Count < MostRemembered && taken.TryAdd(hash, now);
        }
    }
}
