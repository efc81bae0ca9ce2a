namespace Holdfast.Vault.Remote;

/// <summary>A new certificate (DER, Base64) and its key (PKCS#8, a secret). The one before is good until this one is first used: keep it, then connect with it.</summary>
public sealed record RenewedIdentity(string Certificate, byte[] Key)
{
    /// <summary>Hides the key from logs.</summary>
    public override string ToString() => "A new certificate for the vault";
}
