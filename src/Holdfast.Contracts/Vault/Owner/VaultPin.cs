namespace Holdfast.Contracts.Vault.Owner;

/// <summary>A vault's security PIN: good once, until it expires.</summary>
public sealed record VaultPin(string Vault, string Pin, DateTimeOffset Expires)
{
    /// <summary>Hides the PIN from logs.</summary>
    public override string ToString() => $"PIN of vault {Vault}";
}
