namespace Holdfast.Contracts.Api.Applications;

/// <summary>With which account applications are asked. The password is never given out.</summary>
/// <param name="Target">Beginning of the addresses that it is for; the longest that fits an address counts.</param>
public sealed record CredentialInfo(string Target, string User, DateTimeOffset Changed);
