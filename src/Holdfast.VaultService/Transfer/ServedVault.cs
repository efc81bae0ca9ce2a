using System.Buffers;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;
using Holdfast.Vault.Azure;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Transfer;

/// <summary>What one caller may do, over the rules of the prefixes.</summary>
/// <param name="grants">Signs addresses in the storage account; null where the storage is a folder.</param>
internal sealed class ServedVault(TransferCaller caller, Func<string, ServerPrefix> prefixOf, AzureGrants? grants, TimeProvider clock) : ITransferVault
{
    // As long as a pack may take over a slow line.
    private static readonly TimeSpan life = AzureGrants.LongestLife;

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

    public RetiredBlobPage Retired(string after) => Own.Retired(after.Length == 0 ? null : after);

    public IReadOnlyList<BlobGrant> Grant(GrantRequest request)
    {
        var signer = grants ?? throw new HoldfastException(ErrorCode.BadRequest, "This vault keeps its blobs itself: send them to the service.");
        var given = new List<BlobGrant>();
        if (request.Create.Count > 0)
        {
            var there = Own.Announce([.. request.Create.Select(Announced)]);
            if (there.Count > 0) throw new StorageException(StorageFault.AlreadyExists, $"'{there[0]}' is there already.");
            var vault = Own.Vault();
            foreach (var blob in request.Create)
                given.Add(new BlobGrant(blob.Name, signer.ToCreate(Inner(caller.ServerId!, blob.Name), life).AbsoluteUri, clock.GetUtcNow() + life, IsPack(blob.Name) ? vault.Rules.PackTier : VaultRules.Hot));
        }
        foreach (var name in request.Read)
        {
            var prefix = request.Server is null ? Own : prefixOf(request.Server);
            // Refuses what is retired, and what a vault in its state gives nobody. Whether it is there, the account says.
            prefix.HashOf(name);
            given.Add(new BlobGrant(name, signer.ToRead(Inner(request.Server ?? caller.ServerId!, name), life).AbsoluteUri, clock.GetUtcNow() + life, null));
        }
        return given;
    }

    private static bool IsPack(string name) => name.StartsWith(BlobNames.Packs, StringComparison.Ordinal);

    private static string Inner(string server, string name) => ServerPrefix.FolderOf(server) + name;

    private static AnnouncedBlob Announced(DeclaredBlob blob)
    {
        Span<byte> hash = stackalloc byte[Bytes32.Size];
        if (blob.Blake3.Length != 2 * Bytes32.Size || Convert.FromHexString(blob.Blake3, hash, out _, out _) != OperationStatus.Done) throw TransferRefusal.Hash();
        return new AnnouncedBlob(blob.Name, blob.Length, Bytes32.Read(hash));
    }
}
