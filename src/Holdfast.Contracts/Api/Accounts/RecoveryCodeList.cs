namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Codes for when the authenticator is lost, each for one use, shown this once.</summary>
public sealed record RecoveryCodeList(IReadOnlyList<string> Codes)
{
    /// <summary>Says nothing of the codes.</summary>
    public override string ToString() => nameof(RecoveryCodeList);
}
