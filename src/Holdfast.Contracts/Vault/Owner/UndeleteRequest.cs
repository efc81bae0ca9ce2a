namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Brings back what a server deleted from a vault: named blobs, or everything since a time.</summary>
/// <param name="Server">Id or name.</param>
/// <param name="Names">At most 1000; null with <paramref name="Since"/>.</param>
/// <param name="Source">With <paramref name="Since"/>: of the points, only those of this datasource; null for all.</param>
/// <param name="Pin">The vault's security PIN.</param>
public sealed record UndeleteRequest(string Server, IReadOnlyList<string>? Names, DateTimeOffset? Since, string? Source, string? Pin)
{
    public const int MostNames = 1000;

    /// <summary>Hides the PIN from logs.</summary>
    public override string ToString() => $"Undelete for {Server}";
}
