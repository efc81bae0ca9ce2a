namespace Holdfast.Contracts.Vault.Owner;

/// <summary>A second factor that waits for its first code: for an authenticator.</summary>
public sealed record SecondFactor(string Secret, string Uri)
{
    /// <summary>Hides the secret from logs.</summary>
    public override string ToString() => "Second factor";
}
