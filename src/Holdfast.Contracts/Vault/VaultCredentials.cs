using System.Text;

namespace Holdfast.Contracts.Vault;

/// <summary>
/// The file that lets a server register with a vault: signed by the vault service, good for 48 hours, and only until a newer one is issued. Keep it as one
/// keeps a key.
/// </summary>
/// <param name="Address">Where the vault is: the path of its storage folder.</param>
/// <param name="PublicKey">The service's signing key (SubjectPublicKeyInfo, Base64): what the server pins.</param>
/// <param name="Serial">Rises with every file issued for a vault; only the newest is good.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="SignedBytes"/>, Base64.</param>
public sealed record VaultCredentials(
    string Format, int Version, string VaultId, string VaultName, string Address, string PublicKey, string RegistrationKey, long Serial,
    DateTimeOffset Issued, DateTimeOffset Expires, string Signature)
{
    public const string FormatName = "holdfast-vault-credentials";
    public const int CurrentVersion = 1;

    /// <summary>Everything but the signature, each field with its length, so that no two files have the same bytes.</summary>
    public byte[] SignedBytes()
    {
        var text = new StringBuilder();
        foreach (var field in new[]
        {
            Format, Version.ToString("D", null), VaultId, VaultName, Address, PublicKey, RegistrationKey, Serial.ToString("D", null),
            Issued.ToUnixTimeMilliseconds().ToString("D", null), Expires.ToUnixTimeMilliseconds().ToString("D", null),
        })
            text.Append(Encoding.UTF8.GetByteCount(field)).Append(':').Append(field);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Hides the registration key from logs.</summary>
    public override string ToString() => $"Credentials {Serial} of vault {VaultName}";
}
