namespace Holdfast.VaultService.Prefixes;

/// <summary>What a name of a server's prefix stands for. The numbers are kept in the ledger.</summary>
internal enum BlobKind
{
    /// <summary>Says that the prefix is a repository. Never retired.</summary>
    Marker = 0,

    Key = 1,
    Pack = 2,
    Point = 3,
    Description = 4,

    /// <summary>Owners, tombstones, notes of damage: nothing to recover, so not in the ledger, and gone at once when retired.</summary>
    Housekeeping = 5,
}
