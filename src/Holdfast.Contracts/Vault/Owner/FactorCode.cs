namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Six digits of an authenticator.</summary>
public sealed record FactorCode(string Code)
{
    /// <summary>Hides the code from logs.</summary>
    public override string ToString() => "Code";
}
