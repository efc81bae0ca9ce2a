using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Transfer;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Vaults without rules, so that what is tested is the wire and nothing else.</summary>
internal sealed class StoreVaults(IBlobStore store) : ITransferVaults, ITransferVault
{
    public ITransferVault Open(TransferCaller caller) => this;

    public IBlobStore Blobs(string? server) => store;

    public Bytes32? HashOf(string? server, string name)
    {
        var content = new byte[store.GetLength(name)];
        store.Read(name, 0, content);
        return Hash(content);
    }

    public void Admit(string name, long length) => BlobName.Check(name);

    public void Put(string name, ReadOnlySpan<byte> content, Bytes32 declared)
    {
        if (Hash(content) != declared) throw TransferRefusal.Altered("another hash");
        store.Create(name, content);
    }

    public RetirementResult Retire(IReadOnlyList<string> names, string? pin)
    {
        var retired = names.Count(store.Delete);
        return new RetirementResult(retired, 0, names.Count - retired);
    }

    public void Declare(IReadOnlyList<SourceRetention> sources, string? pin) => throw new NotSupportedException();

    public PackCheckSummary Checks() => throw new NotSupportedException();

    public IReadOnlyList<PackCheck> CheckedPacks(string after, int most) => throw new NotSupportedException();

    public RetiredBlobPage Retired(string after) => throw new NotSupportedException();

    public IReadOnlyList<BlobGrant> Grant(GrantRequest request) => throw new NotSupportedException();

    private static Bytes32 Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Blake3.Size];
        Blake3.Hash(content, hash);
        return Bytes32.Read(hash);
    }
}
