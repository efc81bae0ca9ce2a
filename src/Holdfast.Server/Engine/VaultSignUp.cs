namespace Holdfast.Server.Engine;

/// <summary>What it takes to register with a vault.</summary>
/// <param name="Credentials">Content of the credentials file.</param>
/// <param name="Replaces">Id or name of a lost server of the vault whose place this one takes; null for none.</param>
/// <param name="Proxy">Through which the vault is reached from now on; null: as the settings say.</param>
public sealed record VaultSignUp(ReadOnlyMemory<byte> Credentials, string Passphrase, string? Replaces = null, VaultProxy? Proxy = null)
{
    /// <summary>Hides the secrets from logs.</summary>
    public override string ToString() => nameof(VaultSignUp);
}
