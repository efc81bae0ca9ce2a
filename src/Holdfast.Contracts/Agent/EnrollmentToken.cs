using System.Buffers.Text;
using System.Security.Cryptography;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Agent;

/// <summary>
/// What lets one agent in: 256 random bits, and the hash of the server's CA key, so that the agent knows the server before it sends anything.
/// As text "hfe1." and 86 characters of base64url.
/// </summary>
public sealed class EnrollmentToken
{
    private const string Prefix = "hfe1.";
    private const int SecretLength = 32, PinLength = 32;
    private readonly byte[] bytes;

    private EnrollmentToken(byte[] bytes) => this.bytes = bytes;

    /// <summary>SHA-256 of the CA's SubjectPublicKeyInfo.</summary>
    public ReadOnlySpan<byte> Pin => bytes.AsSpan(SecretLength);

    /// <summary>What the server keeps in the place of the secret: its SHA-256 in hex.</summary>
    public string SecretHash => Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, SecretLength)));

    public static EnrollmentToken Create(ReadOnlySpan<byte> pin)
    {
        if (pin.Length != PinLength) throw new ArgumentException("The pin is a SHA-256.", nameof(pin));
        return new EnrollmentToken([.. RandomNumberGenerator.GetBytes(SecretLength), .. pin]);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentTokenUnreadable"/>.</exception>
    public static EnrollmentToken Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == Prefix.Length + 86 && trimmed.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(trimmed.AsSpan(Prefix.Length)))
        {
            var bytes = Base64Url.DecodeFromChars(trimmed.AsSpan(Prefix.Length));
            if (bytes.Length == SecretLength + PinLength) return new EnrollmentToken(bytes);
        }
        throw new HoldfastException(ErrorCode.AgentTokenUnreadable, "The text is not an enrolment token.");
    }

    /// <summary>The text for the agent: a secret.</summary>
    public string Reveal() => Prefix + Base64Url.EncodeToString(bytes);

    public override string ToString() => "an enrolment token";
}
