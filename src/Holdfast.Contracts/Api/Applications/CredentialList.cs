namespace Holdfast.Contracts.Api.Applications;

/// <summary>Credentials, by target.</summary>
public sealed record CredentialList(IReadOnlyList<CredentialInfo> Credentials);
