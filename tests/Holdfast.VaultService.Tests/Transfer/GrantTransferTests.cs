using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;
using Holdfast.Vault.Remote;
using Holdfast.VaultService.Prefixes;
using Holdfast.VaultService.Tests.Prefixes;
using Holdfast.VaultService.Transfer;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A vault in a storage account: the service says yes or no, and the bytes go straight there.</summary>
public sealed class GrantTransferTests : LedgerTest
{
    private static readonly string First = "packs/01/01" + new string('5', 62), Second = "packs/02/02" + new string('5', 62);

    private readonly AzuriteServer azurite = new();
    private readonly AzureAccount account;
    private readonly ServedVaults vaults;
    private readonly TransferHost host;
    private readonly RemoteVault vault;

    public GrantTransferTests()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        var signIn = new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = azurite.ConnectionStringFile };
        account = AzureAccount.Open(signIn, new AzureNetwork(TimeProvider.System, SystemRandomness.Instance));
        var place = new AzurePlace(azurite.NewContainerName());
        account.EnsureContainer(place.Container);
        var store = account.OpenStore(place);
        vaults = new ServedVaults((_, server) => Open(server, store), (_, server) => server is Server or OtherServer, _ => account.OpenGrants(place), TimeProvider.System);
        var standing = new VaultStanding(VaultId, "Main", VaultStates.Active, new VaultRules(14, 0, true, VaultRules.Cool), VaultTransfers.Azure, Clock.GetUtcNow());
        host = new TransferHost(vaults, look: () => standing, servers: () => [new VaultedServer(Server, "one", Clock.GetUtcNow(), Clock.GetUtcNow())]);
        vault = host.Connect(transfer: VaultTransfers.Azure);
    }

    [Fact]
    public void Create_Blob_GoesToTheAccountAndIsInTheLedgerWithItsHash()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        vault.Prefix.Create(First, content);
        var read = new byte[100];
        vault.Prefix.Read(First, 299_900, read);
        Assert.Equal(content[299_900..], read);
        Assert.Equal((300_000, First), (vault.Prefix.GetLength(First), vault.Prefix.List("packs/").Single().Name));
        Assert.Equal(Blake3Of(content), Open().HashOf(First));
        using var reader = host.OpenReader();
        reader.Prefix(Server).Read(First, 299_900, read);
        Assert.Equal(content[299_900..], read);
    }

    [Fact]
    public void Create_OverABlob_IsRefusedAndKeepsIt()
    {
        vault.Prefix.Create(First, [1, 2, 3]);
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageException>(() => vault.Prefix.Create(First, [4])).Fault);
        var read = new byte[3];
        vault.Prefix.Read(First, 0, read);
        Assert.Equal([1, 2, 3], read);
    }

    [Fact]
    public void Read_OfRetiredOrMissingBlob_IsNotFound()
    {
        vault.Prefix.Create(First, [1, 2, 3]);
        Assert.True(vault.Prefix.Delete(First));
        Assert.Equal(StorageFault.NotFound, Assert.Throws<StorageException>(() => vault.Prefix.Read(First, 0, new byte[1])).Fault);
        Assert.Equal(StorageFault.NotFound, Assert.Throws<StorageException>(() => vault.Prefix.Read(Second, 0, new byte[1])).Fault);
    }

    [Fact]
    public void Create_WhereExpired_GetsNoGrant()
    {
        SetState(VaultStates.Expired);
        var refusal = Assert.Throws<StorageException>(() => vault.Prefix.Create(First, [1]));
        Assert.Equal((StorageFault.Forbidden, ErrorCode.SubscriptionExpired), (refusal.Fault, Assert.IsType<HoldfastException>(refusal.InnerException).Code));
    }

    /// <summary>An address is for one name of the own prefix, and creates where nothing is.</summary>
    [Fact]
    public void Grant_ToCreate_IsForOneNameAndOneTime()
    {
        var served = vaults.Open(new TransferCaller(VaultId, Server));
        var hash = Blake3Of([1]).ToString();
        var grant = Assert.Single(served.Grant(new GrantRequest([new DeclaredBlob(First, 1, hash, "")], [], null)));
        Assert.Contains($"servers/{Server}/data/{First}?", grant.Url);
        Assert.Equal(VaultRules.Hot, grant.Tier);
        Assert.ThrowsAny<Exception>(() => served.Grant(new GrantRequest([new DeclaredBlob("elsewhere", 1, hash, "")], [], null)));
        Assert.ThrowsAny<Exception>(() => served.Grant(new GrantRequest([], [$"../{OtherServer}/data/{First}"], null)));
    }

    public override void Dispose()
    {
        vault?.Dispose();
        host?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        vaults?.Dispose();
        account?.Dispose();
        azurite.Dispose();
        base.Dispose();
    }

    private static Bytes32 Blake3Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Blake3.Size];
        Blake3.Hash(content, hash);
        return Bytes32.Read(hash);
    }
}
