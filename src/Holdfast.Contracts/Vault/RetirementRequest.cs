namespace Holdfast.Contracts.Vault;

/// <summary>Asks a vault to retire blobs of the caller's prefix: they are gone for the server at once, and removed by the vault when its rules allow.</summary>
/// <param name="Names">At most <see cref="MostNames"/>.</param>
/// <param name="Pin">The vault's security PIN; with it the retention floors do not hold. Needed for key slots always.</param>
public sealed record RetirementRequest(IReadOnlyList<string> Names, string? Pin)
{
    public const int MostNames = 1000;

    /// <summary>Hides the PIN from logs.</summary>
    public override string ToString() => $"Retirement of {Names.Count} blobs";
}
