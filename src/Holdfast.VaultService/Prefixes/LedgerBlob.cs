using Holdfast.Format.Hashing;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>What the ledger knows of a blob.</summary>
internal sealed record LedgerBlob
{
    public string Name { get; init; } = "";

    public long Length { get; init; }

    /// <summary>Null where the blob was there before the ledger was, and was not read yet.</summary>
    public byte[]? Blake3 { get; init; }

    public long Created { get; init; }

    /// <summary>0: announced, and nobody has looked yet whether it came.</summary>
    public long Present { get; init; }

    public long? Retired { get; init; }

    public bool IsPresent => Present != 0;

    public bool IsRetired => Retired is not null;

    public DateTimeOffset CreatedAt => VaultTime.To(Created);

    public Bytes32? Hash => Blake3 is null ? null : Bytes32.Read(Blake3);
}
