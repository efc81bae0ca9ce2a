using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Vault;

/// <summary>
/// The file that lets a server register with a vault: signed by the vault service, good for 48 hours, and only until a newer one is issued. Keep it as one
/// keeps a key.
/// </summary>
/// <param name="Address">https address of the vault service, or the absolute path of its data folder where that was never served.</param>
/// <param name="PublicKey">The service's signing key (SubjectPublicKeyInfo, Base64).</param>
/// <param name="Authority">With an https address the service's own authority (certificate, DER, Base64), which alone is to be trusted there; otherwise null.</param>
/// <param name="RegistrationKey">Registers one server.</param>
/// <param name="Serial">Rises with every file issued for a vault; only the newest is good.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="SignedBytes"/>, Base64.</param>
public sealed record VaultCredentials(
    string Format, int Version, string VaultId, string VaultName, string Address, string PublicKey, string? Authority, string RegistrationKey, long Serial,
    DateTimeOffset Issued, DateTimeOffset Expires, string Signature)
{
    public const string FormatName = "holdfast-vault-credentials";
    public const int CurrentVersion = 2;

    /// <summary>Bytes that a file has at most.</summary>
    public const int LargestFile = 64 << 10;

    /// <summary>Whether the vault is behind a service, and not in a data folder of this computer.</summary>
    public bool IsRemote => Address.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Reads a credentials file. Nothing of what it says is checked but its form.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.InvalidVaultCredentials"/>.</exception>
    public static VaultCredentials Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            if (file.Length <= LargestFile && JsonSerializer.Deserialize(file, VaultJson.Default.VaultCredentials) is { } credentials)
            {
                credentials.CheckForm();
                return credentials;
            }
        }
        catch (JsonException error)
        {
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file.", inner: error);
        }
        throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file.");
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.InvalidVaultCredentials"/>: of another version, or something is missing.</exception>
    public void CheckForm()
    {
        if (this is not { Format: FormatName, Version: CurrentVersion })
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file, or one of another version.");
        if (this is not { VaultId: not null, VaultName: not null, Address: not null, PublicKey: not null, RegistrationKey: not null, Signature: not null })
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "The vault credentials file is not complete.");
        if (IsRemote ? string.IsNullOrEmpty(Authority) : !Path.IsPathFullyQualified(Address))
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "The credentials do not name a place where the vault is.");
    }

    /// <summary>Everything but the signature, each field with its length, so that no two files have the same bytes.</summary>
    public byte[] SignedBytes()
    {
        var text = new StringBuilder();
        foreach (var field in new[]
        {
            Format, Version.ToString("D", null), VaultId, VaultName, Address, PublicKey, Authority ?? "", RegistrationKey, Serial.ToString("D", null),
            Issued.ToUnixTimeMilliseconds().ToString("D", null), Expires.ToUnixTimeMilliseconds().ToString("D", null),
        })
            text.Append(Encoding.UTF8.GetByteCount(field)).Append(':').Append(field);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Hides the registration key from logs.</summary>
    public override string ToString() => $"Credentials {Serial} of vault {VaultName}";
}
