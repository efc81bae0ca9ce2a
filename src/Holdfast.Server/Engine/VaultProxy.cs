namespace Holdfast.Server.Engine;

/// <param name="Url">As the setting proxy takes it.</param>
/// <param name="CredentialsFile">As the setting proxyCredentialsFile takes it; null for a proxy that asks for nothing.</param>
public sealed record VaultProxy(string Url, string? CredentialsFile);
