namespace Holdfast.Console.Live;

/// <summary>What somebody gave to confirm a loss; null where it was not asked for.</summary>
/// <param name="Confirmation">Code of the authenticator or security PIN of this server.</param>
/// <param name="VaultPin">Security PIN of the vault.</param>
public sealed record GivenCodes(string? Confirmation, string? VaultPin)
{
    /// <summary>Says nothing of the codes.</summary>
    public override string ToString() => nameof(GivenCodes);
}
