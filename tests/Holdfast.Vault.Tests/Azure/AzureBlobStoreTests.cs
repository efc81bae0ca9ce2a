using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Holdfast.Store;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

public sealed class AzureBlobStoreTests(AzuriteServer azurite) : AzureTest(azurite)
{
    [Theory]
    [InlineData("packs/00/0011", AzureTier.Cold, "Cold")]
    [InlineData("packs/00/0011", AzureTier.Cool, "Cool")]
    [InlineData("packs/00/0011", AzureTier.Hot, "Hot")]
    [InlineData("server1/packs/00/0011", AzureTier.Cold, "Cold")]
    [InlineData("points/a/b", AzureTier.Cold, "Hot")]
    [InlineData("repository", AzureTier.Cool, "Hot")]
    [InlineData("unpacks/a", AzureTier.Cool, "Hot")]
    public void Create_OfPack_LiesInTheChosenTierAndNothingElseDoes(string name, AzureTier chosen, string expected)
    {
        Account.OpenStore(Place, chosen).Create(name, [1, 2, 3]);
        Assert.Equal(expected, Container().GetBlobClient(Place.Prefix + name).GetProperties().Value.AccessTier);
    }

    [Fact]
    public void Commit_OfPack_IsOneRequestThatCannotReplaceAndCarriesItsMd5()
    {
        var wire = Keep(new ChaosTransport());
        var store = Open(Network(wire)).OpenStore(Place, AzureTier.Cool);
        var content = Bytes(9_000_000);
        using (var writer = store.BeginCreate("packs/aa/aa01", content.Length))
        {
            writer.WriteAt(4_000_000, content.AsSpan(4_000_000));
            writer.WriteAt(0, content.AsSpan(0, 4_000_000));
            Assert.Empty(wire.Sent);
            writer.Commit(content.Length);
        }
        var request = Assert.Single(wire.Sent);
        Assert.Equal(("PUT", ""), (request.Method, request.Uri.Query));
        Assert.Equal(["*", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(content)), "Cool", "BlockBlob"],
            [request["If-None-Match"], request["Content-MD5"], request["x-ms-access-tier"], request["x-ms-blob-type"]]);
        Assert.Equal(content, ReadAll(store, "packs/aa/aa01"));
    }

    [Fact]
    public void Commit_WithGapBetweenWrites_HasZerosAndNothingOfAnotherBlob()
    {
        var store = Account.OpenStore(Place);
        store.Create("packs/full", Enumerable.Repeat((byte)7, 3 << 20).ToArray());
        using (var writer = store.BeginCreate("packs/gap", 3 << 20))
        {
            writer.WriteAt((3 << 20) - 1, [9]);
            writer.Commit(3 << 20);
        }
        var found = ReadAll(store, "packs/gap");
        Assert.Equal(found.Length - 1, found.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void Commit_OfPartsWrittenInAnyOrder_IsWhatWasWritten()
    {
        var store = Account.OpenStore(Place);
        store.Create("packs/full", Enumerable.Repeat((byte)7, 5 << 20).ToArray());
        var content = Bytes(4_500_000);
        var parts = Enumerable.Range(0, 450).ToArray();
        new Random(5).Shuffle(parts);
        using (var writer = store.BeginCreate("packs/parts", content.Length))
        {
            Parallel.ForEach(parts, part => writer.WriteAt(part * 10_000, content.AsSpan(part * 10_000, 10_000)));
            writer.Commit(content.Length);
        }
        Assert.Equal(content, ReadAll(store, "packs/parts"));
    }

    /// <summary>The MD5 is computed while parts arrive: whatever their order, the service must find it right.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Md5_OfPartsInAnyOrderWrittenTwiceAndCut_IsThatOfTheBytes(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 60; run++)
        {
            using var buffer = new PackBuffer(new SegmentPool(4));
            var expected = new byte[random.Next(1, 3 << 20)];
            for (var part = random.Next(1, 12); part > 0; part--)
            {
                var bytes = Bytes(random.Next(0, expected.Length), random.Next());
                var offset = random.Next(0, 3) == 0 ? (int)Math.Min(buffer.Written, expected.Length - bytes.Length) : random.Next(0, expected.Length - bytes.Length + 1);
                buffer.WriteAt(offset, bytes);
                bytes.CopyTo(expected.AsSpan(offset));
            }
            var length = random.Next(0, 2) == 0 ? (int)buffer.Written : random.Next(0, (int)buffer.Written + 1);
            Assert.Equal(System.Security.Cryptography.MD5.HashData(expected.AsSpan(0, length)), buffer.Md5(length));
        }
    }

    [Fact]
    public void WriteAt_BeyondWhatOneBlobMayBe_FailsAndNothingIsThere()
    {
        var store = Account.OpenStore(Place);
        using (var writer = store.BeginCreate("packs/large", 1))
        {
            writer.WriteAt(0, [1]);
            AssertFault(StorageFault.WriteFailed, () => writer.WriteAt(PackBuffer.Largest, [1]));
            AssertFault(StorageFault.WriteFailed, () => writer.Commit(1));
        }
        Assert.Empty(store.List(""));
    }

    [Fact]
    public void List_OfMorePagesThanOne_IsComplete()
    {
        var store = Open(Network() with { ListingPage = 7 }).OpenStore(Place);
        var names = Enumerable.Range(0, 40).Select(i => $"points/{i:D3}").ToList();
        foreach (var name in names) store.Create(name, [1]);
        Assert.Equal(names, store.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void List_WithBlobsOfOthers_ShowsOwnOnly()
    {
        var store = Account.OpenStore(Place);
        store.Create("a", [1]);
        Account.OpenStore(Place with { Prefix = "servers/two/" }).Create("b", [1, 2]);
        Container().GetBlobClient(Place.Prefix + "Foreign File").Upload(BinaryData.FromString("x"));
        // A block that was never committed is no blob.
        Container().GetBlockBlobClient(Place.Prefix + "staged").StageBlock(Convert.ToBase64String([1]), new MemoryStream([1]));
        Assert.Equal(["a"], store.List("").Select(blob => blob.Name));
        Assert.Equal(["servers/one/a", "servers/two/b"], Account.OpenStore(Place with { Prefix = "" }).List("servers/").Select(blob => blob.Name));
    }

    [Fact]
    public void AnyCall_WithoutContainer_SaysThatTheStoreIsGone()
    {
        var store = Account.OpenStore(Place with { Container = "never-made" });
        AssertFault(StorageFault.DiskMissing, () => store.Create("a", [1]));
        AssertFault(StorageFault.DiskMissing, () => store.List(""));
        AssertFault(StorageFault.DiskMissing, () => store.Read("a", 0, new byte[1]));
        AssertFault(StorageFault.DiskMissing, () => store.Delete("a"));
    }

    [Fact]
    public void EnsureContainer_Twice_IsFalseTheSecondTimeAndNobodyElseMayRead()
    {
        var name = Azurite.NewContainerName();
        Assert.True(Account.EnsureContainer(name));
        Assert.False(Account.EnsureContainer(name));
        Account.OpenStore(new AzurePlace(name)).Create("a", [1]);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Azurite.Endpoint}/{name}/a");
        using var answer = http.Send(request);
        Assert.Contains((int)answer.StatusCode, new[] { 401, 403, 404 });
    }

    [Fact]
    public void AnyCall_WithWrongKey_IsForbiddenAndShowsNoKey()
    {
        var file = Path.GetTempFileName();
        try
        {
            var wrong = Convert.ToBase64String(Bytes(64, 99));
            File.WriteAllText(file, Azurite.ConnectionString.Replace(Azurite.Key, wrong, StringComparison.Ordinal));
            using var account = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = file }, Network());
            var store = account.OpenStore(Place);
            var errors = new[]
            {
                AssertFault(StorageFault.Forbidden, () => store.Create("a", [1])), AssertFault(StorageFault.Forbidden, () => store.List("")),
                AssertFault(StorageFault.Forbidden, () => store.GetLength("a")), AssertFault(StorageFault.Forbidden, () => store.Delete("a")),
            };
            Assert.All(errors, error => Assert.DoesNotContain(wrong, error.ToString(), StringComparison.Ordinal));
            Assert.All(errors, error => Assert.Contains("403", error.Message, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("-a-b")]
    [InlineData("a--b")]
    [InlineData("a/../b")]
    public void OpenStore_InContainerOfBadName_IsRefused(string container)
    {
        Assert.Throws<ArgumentException>(() => Account.OpenStore(new AzurePlace(container)));
        Assert.Throws<ArgumentException>(() => Account.OpenStore(Place with { Prefix = "../" }));
    }

    private BlobContainerClient Container() => new(Azurite.ConnectionString, Place.Container);
}
