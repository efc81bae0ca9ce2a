using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;

namespace Holdfast.VaultService.Tests.Connections;

/// <summary>What a server may create, read and list in a vault, in the vault's every state, and that nobody's names lead to what is another's.</summary>
public abstract class VaultPrefixContract(VaultGround ground) : VaultContract(ground)
{
    [Fact]
    public void Look_OfActiveVault_TellsStateRulesAndTime()
    {
        var standing = Vault.Look();
        Assert.Equal((VaultStates.Active, 14, 0), (standing.State, standing.Rules.SoftDeleteDays, standing.Rules.LockDays));
        Assert.Equal(Clock.GetUtcNow(), standing.Time);
    }

    [Fact]
    public void Create_OfEachKindOfName_IsReadBack()
    {
        foreach (var name in new[] { Key, Marker, Pack, Point("s1", "p1"), Description, "owners/00000000000000000001", $"tombstones/{new string('a', 64)}", $"damage/{new string('a', 64)}.7" })
        {
            Prefix.Create(name, Content.AsSpan(0, 4000));
            Assert.Equal(Content[..4000], ReadAll(Prefix, name));
        }
        Assert.Equal(8, Prefix.List("").Count);
        Assert.Equal([new BlobInfo(Pack, 4000)], Prefix.List("packs/"));
    }

    [Fact]
    public void BeginCreate_CommittedShorter_HasTheBytesUpToThere()
    {
        using (var writer = Prefix.BeginCreate(Pack, Content.Length))
        {
            writer.WriteAt(2000, Content.AsSpan(2000));
            writer.WriteAt(0, Content.AsSpan(0, 2000));
            Assert.Empty(Prefix.List("packs/"));
            writer.Commit(4500);
        }
        Assert.Equal(Content[..4500], ReadAll(Prefix, Pack));
    }

    [Fact]
    public void BeginCreate_WithoutCommit_LeavesNothing()
    {
        using (var writer = Prefix.BeginCreate(Pack, Content.Length)) writer.WriteAt(0, Content);
        Assert.Empty(Prefix.List(""));
        Prefix.Create(Pack, [1]);
        Assert.Equal([1], ReadAll(Prefix, Pack));
    }

    [Fact]
    public void Read_OfRange_ReturnsIt()
    {
        Prefix.Create(Pack, Content);
        var read = new byte[100];
        Prefix.Read(Pack, 4900, read);
        Assert.Equal(Content[4900..], read);
        Assert.Equal(StorageFault.Damaged, Fault(() => Prefix.Read(Pack, 4901, read)));
    }

    [Fact]
    public void Read_OfNothing_IsNotFound()
    {
        Assert.Equal(StorageFault.NotFound, Fault(() => Prefix.Read(Pack, 0, new byte[1])));
        Assert.Equal(StorageFault.NotFound, Fault(() => Prefix.GetLength(Pack)));
        Assert.False(Prefix.Delete(Pack));
    }

    [Theory]
    [InlineData("packs")]
    [InlineData("points")]
    [InlineData("owners")]
    public void Create_OverWhatIsThere_IsRefusedAndKeepsIt(string kind)
    {
        var name = kind switch { "packs" => Pack, "points" => Point("s1", "p1"), _ => "owners/00000000000000000001" };
        Prefix.Create(name, [1, 2, 3]);
        Assert.Equal(StorageFault.AlreadyExists, Fault(() => Prefix.Create(name, [4, 5])));
        Assert.Equal([1, 2, 3], ReadAll(Prefix, name));
    }

    [Fact]
    public void AnyCall_OnAnotherServersPrefixByDots_IsRefusedWithoutAHint()
    {
        Other.Prefix.Create(Pack, Content);
        foreach (var name in new[] { $"../../{OtherServer}/data/{Pack}", $"packs/../../../{OtherServer}/data/{Pack}", $"..%2f..%2f{OtherServer}/data/{Pack}", "../registration.json", "../../../vault.json" })
            AssertOutside(name);
        Assert.Equal(Content, ReadAll(Other.Prefix, Pack));
    }

    [Fact]
    public void AnyCall_WithAbsoluteName_IsRefusedWithoutAHint()
    {
        Other.Prefix.Create(Pack, Content);
        foreach (var name in new[] { $"/servers/{OtherServer}/data/{Pack}", $"servers/{OtherServer}/data/{Pack}", "/etc/passwd", "c:/windows/win.ini", $"https://elsewhere.example/{Pack}" })
            AssertOutside(name);
        Assert.Equal(Content, ReadAll(Other.Prefix, Pack));
    }

    [Fact]
    public void AnyCall_WithNameOfNoRepository_IsRefused()
    {
        foreach (var name in new[] { "a", "packs/a", $"packs/00/{Pack[9..]}", $"{Pack}/x", "points/p1", "points/s1/p1/x", "keys", "keys/a/b", "descriptions/a", "repository/a", "vault.json" })
            AssertOutside(name);
    }

    [Theory]
    [InlineData("keys/0001", (1 << 20) + 1)]
    [InlineData("owners/00000000000000000001", 4097)]
    [InlineData("repository", 65_537)]
    public void Create_LongerThanItsKindMayBe_IsRefused(string name, int length) =>
        Assert.Equal(ErrorCode.VaultBlobTooLong, Code(() => Prefix.Create(name, new byte[length])));

    [Fact]
    public void BeginCreate_OfPackBeyond64MiB_IsRefused() =>
        Assert.Equal(ErrorCode.VaultBlobTooLong, Code(() => Prefix.BeginCreate(Pack, (64 << 20) + 1)));

    [Fact]
    public void List_OfOwnPrefix_ShowsNothingOfOthers()
    {
        Other.Prefix.Create(Pack, Content);
        Prefix.Create(SecondPack, Content);
        Assert.Equal([SecondPack], Names(""));
        Assert.Equal(StorageFault.NotFound, Fault(() => Prefix.Read(Pack, 0, new byte[1])));
    }

    [Fact]
    public void List_OfAnotherServersPrefix_IsRefused()
    {
        Other.Prefix.Create(Pack, Content);
        foreach (var folder in new[] { $"../../{OtherServer}/data/", "../", "/", $"/servers/{OtherServer}/" }) AssertRefused(() => Prefix.List(folder));
        Assert.Empty(Prefix.List($"servers/{OtherServer}/data/"));
    }

    [Fact]
    public void Write_WhereExpired_IsRefusedAndReadsGoOn()
    {
        Prefix.Create(Pack, Content);
        Prefix.Create("owners/00000000000000000001", [1]);
        using var writer = Prefix.BeginCreate(SecondPack, 10);
        writer.WriteAt(0, Content.AsSpan(0, 10));
        SetState(VaultStates.Expired);
        Assert.Equal(ErrorCode.SubscriptionExpired, Code(() => writer.Commit(10)));
        Assert.Equal(ErrorCode.SubscriptionExpired, Code(() => Prefix.Create(SecondPack, [1])));
        Assert.Equal(ErrorCode.SubscriptionExpired, Code(() => Prefix.Create("owners/00000000000000000002", [1])));
        Assert.Equal(ErrorCode.SubscriptionExpired, Code(() => Prefix.Delete(Pack)));
        Assert.Equal(ErrorCode.SubscriptionExpired, Code(() => Prefix.Delete("owners/00000000000000000001")));
        Assert.Equal(ErrorCode.SubscriptionExpired, Code(() => Vault.Declare([new SourceRetention("s1", 7, 0, 0, 0)], null)));
        Assert.Equal(VaultStates.Expired, Vault.Look().State);
        Assert.Equal(Content, ReadAll(Prefix, Pack));
        Assert.Equal(Content, ReadAll(Reader.Prefix(Server), Pack));
        SetState(VaultStates.Active);
        Prefix.Create(SecondPack, [1]);
    }

    [Fact]
    public void AnyCall_WhereDeprovisioned_IsRefusedButLook()
    {
        Prefix.Create(Pack, Content);
        SetState(VaultStates.Deprovisioned);
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Code(() => Prefix.Read(Pack, 0, new byte[1])));
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Code(() => Prefix.GetLength(Pack)));
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Code(() => Prefix.List("")));
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Code(() => Prefix.Create(SecondPack, [1])));
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Code(() => Prefix.Delete(Pack)));
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Code(() => Reader.Servers()));
        Assert.Equal(VaultStates.Deprovisioned, Vault.Look().State);
    }

    [Fact]
    public void Reader_OfAServer_ReadsAndWritesNothing()
    {
        Prefix.Create(Pack, Content);
        Assert.Equal([Server, OtherServer], Reader.Servers().Select(server => server.Id).Order(StringComparer.Ordinal));
        var prefix = Reader.Prefix(Server);
        Assert.Equal(Content, ReadAll(prefix, Pack));
        Assert.Equal([new BlobInfo(Pack, Content.Length)], prefix.List(""));
        Assert.Equal(StorageFault.Forbidden, Fault(() => prefix.Create(SecondPack, [1])));
        Assert.Equal(StorageFault.Forbidden, Fault(() => prefix.BeginCreate(SecondPack, 1)));
        Assert.Equal(StorageFault.Forbidden, Fault(() => prefix.Delete(Pack)));
        Assert.Equal(ErrorCode.ServerNotFound, Code(() => Reader.Prefix(new string('0', 32))));
        Assert.Equal(ErrorCode.ServerNotFound, Code(() => Reader.Prefix("../" + Server)));
    }

    [Fact]
    public void Checks_OfPacksThatWereNotReadYet_SayHowMany()
    {
        Prefix.Create(Pack, Content);
        Prefix.Create(Point("s1", "p1"), Content);
        Vault.Retire([], null);
        var checks = Vault.Checks();
        Assert.Equal((1, Content.Length, 1, 0), ((int)checks.Packs, (int)checks.Bytes, (int)checks.NeverChecked, (int)checks.DamagedCount));
        Assert.Null(checks.Oldest);
    }

    [Fact]
    public void Create_ByManyOfOneName_HasOneWinner()
    {
        var wins = 0;
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
        {
            try
            {
                Prefix.Create(Pack, [(byte)i]);
                Interlocked.Increment(ref wins);
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.AlreadyExists)
            {
            }
        });
        Assert.Equal(1, wins);
        Assert.Single(ReadAll(Prefix, Pack));
    }

    private void AssertOutside(string name)
    {
        AssertRefused(() => Prefix.Create(name, [1]));
        AssertRefused(() => Write(name));
        AssertRefused(() => Prefix.Read(name, 0, new byte[1]));
        AssertRefused(() => Prefix.GetLength(name));
        AssertRefused(() => Prefix.Delete(name));
        AssertRefused(() => Vault.Retire([name], null));
    }

    private void Write(string name)
    {
        using var writer = Prefix.BeginCreate(name, 1);
        writer.WriteAt(0, [1]);
        writer.Commit(1);
    }

    /// <summary>Before anything is sent, or by the vault.</summary>
    private static void AssertRefused(Action act)
    {
        var error = Assert.ThrowsAny<Exception>(act);
        Assert.True(
            error is ArgumentException or StorageException { Fault: StorageFault.Forbidden } or HoldfastException { Code: ErrorCode.VaultNameForbidden }, error.ToString());
    }
}
