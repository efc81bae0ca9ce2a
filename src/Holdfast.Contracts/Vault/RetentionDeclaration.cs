namespace Holdfast.Contracts.Vault;

/// <summary>What a server will keep in a vault. To drop a kind, or to go below a floor, needs the vault's PIN.</summary>
public sealed record RetentionDeclaration(IReadOnlyList<SourceRetention> Sources, string? Pin)
{
    /// <summary>Hides the PIN from logs.</summary>
    public override string ToString() => $"Retention of {Sources.Count} datasources";
}
