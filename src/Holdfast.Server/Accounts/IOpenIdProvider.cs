namespace Holdfast.Server.Accounts;

/// <summary>An OpenID Connect provider, such as Entra ID.</summary>
internal interface IOpenIdProvider
{
    /// <summary>Whoever the token is about, if it is valid; null otherwise.</summary>
    Task<ExternalIdentity?> SignIn(string idToken, CancellationToken cancellation);
}
