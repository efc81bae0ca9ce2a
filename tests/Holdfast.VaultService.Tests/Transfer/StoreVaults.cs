using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Transfer;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Vaults without rules: a store for each server, so that what is tested is the wire and nothing else.</summary>
internal sealed class StoreVaults(Func<string, IBlobStore> storeOf) : ITransferVaults
{
    public List<SourceRetention> Declared { get; } = [];

    public ITransferVault Open(TransferCaller caller) => new Vault(this, caller, storeOf);

    private sealed class Vault(StoreVaults vaults, TransferCaller caller, Func<string, IBlobStore> storeOf) : ITransferVault
    {
        public IBlobStore Blobs(string? server) => storeOf(server ?? caller.ServerId!);

        public Bytes32? HashOf(string? server, string name)
        {
            var store = Blobs(server);
            var content = new byte[store.GetLength(name)];
            store.Read(name, 0, content);
            return Hash(content);
        }

        public void Admit(string name, long length)
        {
            BlobName.Check(name);
            if (Blobs(null).List("").Any(blob => blob.Name == name)) throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there.");
        }

        public void Put(string name, ReadOnlySpan<byte> content, Bytes32 declared)
        {
            if (Hash(content) != declared) throw TransferRefusal.Altered();
            Blobs(null).Create(name, content);
        }

        public RetirementResult Retire(IReadOnlyList<string> names, string? pin)
        {
            var retired = names.Count(name => Blobs(null).Delete(name));
            return new RetirementResult(retired, 0, names.Count - retired);
        }

        public void Declare(IReadOnlyList<SourceRetention> sources, string? pin) => vaults.Declared.AddRange(sources);

        public PackCheckSummary Checks() => new(0, 0, 0, null, null, 0, []);

        public IReadOnlyList<PackCheck> CheckedPacks(string after, int most) => [];

        public IReadOnlyList<BlobGrant> Grant(GrantRequest request) => [];

        private static Bytes32 Hash(ReadOnlySpan<byte> content)
        {
            var hasher = new Blake3Hasher();
            hasher.Append(content);
            return hasher.Finish();
        }
    }
}
