namespace Holdfast.Contracts.Vault;

/// <summary>Asks a vault to retire blobs of the caller's prefix: they are gone for the server at once, and removed by the vault when its rules allow.</summary>
/// <param name="Names">At most <see cref="MostNames"/>.</param>
/// <param name="Pin">The vault's security PIN; with it the retention floors do not hold. Needed for key slots always.</param>
public sealed record RetirementRequest(IReadOnlyList<string> Names, string? Pin)
{
    /// <summary>All points that a server may have of a datasource in a vault go with one PIN.</summary>
    public const int MostNames = 10_000;

    /// <summary>Bytes of a request of so many names.</summary>
    public const long Longest = 4 << 20;

    /// <summary>Hides the PIN from logs.</summary>
    public override string ToString() => $"Retirement of {Names.Count} blobs";
}
