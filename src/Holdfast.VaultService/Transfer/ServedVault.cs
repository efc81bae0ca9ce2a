using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Transfer;

/// <summary>What one caller may do, over the rules of the prefixes.</summary>
internal sealed class ServedVault(TransferCaller caller, Func<string, ServerPrefix> prefixOf) : ITransferVault
{
    // Blobs without a declared hash are housekeeping, and what was there before the ledger.
    private const int MostHashed = 1 << 20;

    private ServerPrefix Own => prefixOf(caller.ServerId ?? throw TransferRefusal.Writing());

    public IBlobStore Blobs(string? server) => server is null ? Own : prefixOf(server);

    public Bytes32? HashOf(string? server, string name)
    {
        var prefix = server is null ? Own : prefixOf(server);
        if (prefix.HashOf(name) is { } declared) return declared;
        var length = prefix.GetLength(name);
        if (length > MostHashed) return null;
        var content = new byte[length];
        prefix.Read(name, 0, content);
        Span<byte> hash = stackalloc byte[Blake3.Size];
        Blake3.Hash(content, hash);
        return Bytes32.Read(hash);
    }

    public void Admit(string name, long length) => Own.Admit(name, length);

    public void Put(string name, ReadOnlySpan<byte> content, Bytes32 declared) => Own.Put(name, content, declared);

    public RetirementResult Retire(IReadOnlyList<string> names, string? pin) => Own.Retire(names, pin);

    public void Declare(IReadOnlyList<SourceRetention> sources, string? pin) => Own.Declare(sources, pin);

    public PackCheckSummary Checks() => Own.Checks();

    public IReadOnlyList<PackCheck> CheckedPacks(string after, int most) => Own.Checks(after.Length == 0 ? null : after, most);

    public IReadOnlyList<BlobGrant> Grant(GrantRequest request) =>
        throw new HoldfastException(ErrorCode.BadRequest, "This vault keeps its blobs itself: send them to the service.");
}
