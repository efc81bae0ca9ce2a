namespace Holdfast.Server.Engine.Vaults;

/// <summary>Who asks to be registered.</summary>
/// <param name="ServerId">32 lower-case hexadecimal digits; it names the server's place in the vault.</param>
/// <param name="Replaces">The id is that of a lost server, whose place is taken: its own certificate is no longer good.</param>
internal sealed record VaultApplicant(string ServerName, string ServerId, bool Replaces = false);
