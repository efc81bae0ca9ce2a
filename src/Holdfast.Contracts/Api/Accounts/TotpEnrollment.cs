namespace Holdfast.Contracts.Api.Accounts;

/// <summary>What an authenticator needs, shown this once. It counts when a first code has been confirmed.</summary>
/// <param name="Secret">Base32.</param>
/// <param name="Uri">otpauth://…, as authenticators read it from a QR code.</param>
public sealed record TotpEnrollment(string Secret, string Uri)
{
    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => nameof(TotpEnrollment);
}
