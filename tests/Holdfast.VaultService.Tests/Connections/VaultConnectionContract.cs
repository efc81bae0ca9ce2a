using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Connections;

/// <summary>What every connection with a vault promises, in the same process or over the wire, and what it refuses whoever holds a server's credentials.</summary>
public abstract class VaultConnectionContract
{
    protected const string Server = "0123456789abcdef0123456789abcdef", OtherServer = "fedcba9876543210fedcba9876543210";

    protected const string Key = "keys/0001", SecondKey = "keys/0002", Marker = "repository", Description = "descriptions/group/g1/0000000001";

    protected static readonly string Pack = PackName(1), SecondPack = PackName(2);

    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 251))];

    /// <summary>The vault has soft delete of 14 days, floors, and no lock; both servers are registered.</summary>
    protected abstract IVaultConnection Vault { get; }

    /// <summary>The connection of <see cref="OtherServer"/>.</summary>
    protected abstract IVaultConnection Other { get; }

    protected abstract IVaultReader Reader { get; }

    /// <summary>The vault's clock.</summary>
    protected abstract FakeTimeProvider Clock { get; }

    /// <summary>As its owner does.</summary>
    protected abstract void SetState(string state);

    protected abstract void SetRules(VaultRules rules);

    protected abstract string NewPin();

    protected abstract int Undelete(string serverId, IReadOnlyList<string> names, string? pin);

    /// <summary>The service looks at its clock, as it does hourly.</summary>
    protected abstract void Observe();

    private IBlobStore Prefix => Vault.Prefix;

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
    public void Delete_OfMarker_IsRefusedAlsoWithPin()
    {
        Prefix.Create(Marker, [1]);
        Assert.Equal(ErrorCode.VaultKeepsBlob, Code(() => Prefix.Delete(Marker)));
        Assert.Equal(ErrorCode.VaultKeepsBlob, Code(() => Vault.Retire([Marker], NewPin())));
        Assert.Equal([1], ReadAll(Prefix, Marker));
    }

    [Fact]
    public void Retire_OfPack_HidesItEverywhere()
    {
        Prefix.Create(Pack, Content);
        Prefix.Create(SecondPack, Content);
        ReadAll(Prefix, Pack);
        Assert.Equal(new RetirementResult(1, 0, 1), Vault.Retire([Pack, PackName(3)], null));
        Assert.Equal([SecondPack], Names("packs/"));
        Assert.Equal(StorageFault.NotFound, Fault(() => Prefix.Read(Pack, 0, new byte[1])));
        Assert.Equal(StorageFault.NotFound, Fault(() => Prefix.GetLength(Pack)));
        Assert.Equal([SecondPack], Reader.Prefix(Server).List("packs/").Select(blob => blob.Name));
        Assert.Equal(new RetirementResult(0, 0, 1), Vault.Retire([Pack], null));
        Assert.False(Prefix.Delete(Pack));
        Assert.True(Prefix.Delete(SecondPack));
    }

    [Fact]
    public void Retired_AfterRetirement_NamesOwnBlobsUntilTheyAreBroughtBack()
    {
        foreach (var name in new[] { Pack, SecondPack }) Prefix.Create(name, Content);
        Other.Prefix.Create(Pack, Content);
        Other.Retire([Pack], null);
        Assert.Empty(Vault.Retired(null).Blobs);
        Vault.Retire([Pack, SecondPack], null);
        var page = Vault.Retired(null);
        Assert.Null(page.Next);
        Assert.Equal(new[] { Pack, SecondPack }.Order(StringComparer.Ordinal), page.Blobs.Select(blob => blob.Name));
        Assert.All(page.Blobs, blob => Assert.Equal((Server, (long)Content.Length, Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(14)), (blob.Server, blob.Bytes, blob.Retired, blob.PurgeAfter)));
        Assert.Equal([page.Blobs[1]], Vault.Retired(page.Blobs[0].Name).Blobs);
        Undelete(Server, [Pack, SecondPack], NewPin());
        Assert.Empty(Vault.Retired(null).Blobs);
        SetState(VaultStates.Deprovisioned);
        Assert.ThrowsAny<Exception>(() => Vault.Retired(null));
    }

    [Fact]
    public void Create_OfRetiredName_IsRefused()
    {
        Prefix.Create(Pack, Content);
        Vault.Retire([Pack], null);
        Assert.Equal(ErrorCode.VaultNameRetired, Code(() => Prefix.Create(Pack, [1])));
        Assert.Empty(Names(""));
    }

    [Fact]
    public void Delete_OfHousekeeping_RemovesItAtOnceAndForgetsIt()
    {
        var names = new[] { "owners/00000000000000000001", $"tombstones/{new string('a', 64)}", $"damage/{new string('a', 64)}.7" };
        foreach (var name in names)
        {
            Prefix.Create(name, [1]);
            Assert.True(Prefix.Delete(name));
            Prefix.Create(name, [2, 2]);
            Assert.Equal([2, 2], ReadAll(Prefix, name));
        }
        Assert.Equal(new RetirementResult(0, 3, 0), Vault.Retire(names, null));
    }

    [Fact]
    public void Retire_WithOneThatIsRefused_RetiresNone()
    {
        foreach (var name in new[] { Pack, Marker, "owners/00000000000000000001" }) Prefix.Create(name, [1]);
        Assert.Equal(ErrorCode.VaultKeepsBlob, Code(() => Vault.Retire([Pack, Marker, "owners/00000000000000000001"], null)));
        Assert.Equal(3, Prefix.List("").Count);
    }

    [Fact]
    public void Retire_OfMoreThanARequestHolds_IsRefused() =>
        Assert.Equal(ErrorCode.BadRequest, Code(() => Vault.Retire([.. Enumerable.Range(0, RetirementRequest.MostNames + 1).Select(PackName)], null)));

    [Fact]
    public void Retire_OfKeySlot_NeedsThePinAndLeavesOne()
    {
        Prefix.Create(Key, [1]);
        Prefix.Create(SecondKey, [2]);
        Assert.Equal(ErrorCode.VaultPinMissing, Code(() => Prefix.Delete(Key)));
        Assert.Equal(ErrorCode.VaultPinWrong, Code(() => Vault.Retire([Key], "000000x")));
        Assert.Equal(ErrorCode.VaultKeepsBlob, Code(() => Vault.Retire([Key, SecondKey], NewPin())));
        Assert.Equal(1, Vault.Retire([Key], NewPin()).Retired);
        Assert.Equal(ErrorCode.VaultKeepsBlob, Code(() => Vault.Retire([SecondKey], NewPin())));
        Assert.Equal([SecondKey], Names("keys/"));
    }

    [Fact]
    public void Retire_WithPin_UsesItUpOnce()
    {
        foreach (var key in new[] { Key, SecondKey, "keys/0003" }) Prefix.Create(key, [1]);
        var pin = NewPin();
        Assert.Equal(1, Vault.Retire([Key], pin).Retired);
        Assert.Contains(Code(() => Vault.Retire([SecondKey], pin)), new[] { ErrorCode.VaultPinWrong, ErrorCode.VaultPinMissing });
        Assert.Equal(2, Prefix.List("keys/").Count);
    }

    [Fact]
    public void Retire_ThatNeedsNoPin_LeavesItGood()
    {
        foreach (var name in new[] { Pack, Key, SecondKey }) Prefix.Create(name, [1]);
        var pin = NewPin();
        Vault.Retire([Pack], pin);
        Assert.Equal(1, Vault.Retire([Key], pin).Retired);
    }

    [Fact]
    public void Retire_OfNewestDescription_NeedsThePin()
    {
        const string second = "descriptions/group/g1/0000000002";
        Prefix.Create(Description, [1]);
        Prefix.Create(second, [1]);
        Assert.Equal(ErrorCode.VaultPinMissing, Code(() => Prefix.Delete(second)));
        Assert.True(Prefix.Delete(Description));
        Assert.Equal(1, Vault.Retire([second], NewPin()).Retired);
    }

    [Fact]
    public void Retire_OfYoungPoint_IsRefusedWithoutPin()
    {
        Prefix.Create(Point("s1", "p1"), [1]);
        Pass(TimeSpan.FromDays(1));
        Prefix.Create(Point("s1", "p2"), [1]);
        Pass(TimeSpan.FromDays(5));
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Prefix.Delete(Point("s1", "p1"))));
        Pass(TimeSpan.FromDays(1));
        Assert.True(Prefix.Delete(Point("s1", "p1")));
        Pass(TimeSpan.FromDays(30));
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Prefix.Delete(Point("s1", "p2"))));
        Assert.Equal(1, Vault.Retire([Point("s1", "p2")], NewPin()).Retired);
    }

    [Fact]
    public void Retire_OfDeclaredWeek_LeavesItsNewest()
    {
        // A Monday: both points are of the same week.
        Prefix.Create(Point("s1", "p1"), [1]);
        Pass(TimeSpan.FromDays(1));
        Prefix.Create(Point("s1", "p2"), [1]);
        Pass(TimeSpan.FromDays(14));
        Prefix.Create(Point("s1", "p3"), [1]);
        Vault.Declare([new SourceRetention("s1", 7, 4, 0, 0)], null);
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Vault.Retire([Point("s1", "p1"), Point("s1", "p2")], null)));
        Assert.Equal(3, Prefix.List("points/").Count);
        Assert.True(Prefix.Delete(Point("s1", "p1")));
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Prefix.Delete(Point("s1", "p2"))));
        Pass(TimeSpan.FromDays(14));
        Assert.True(Prefix.Delete(Point("s1", "p2")));
    }

    [Fact]
    public void Declare_OfLess_NeedsThePin()
    {
        Vault.Declare([new SourceRetention("s1", 30, 12, 6, 2)], null);
        Vault.Declare([new SourceRetention("s1", 7, 4, 3, 1)], null);
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Vault.Declare([new SourceRetention("s1", 7, 0, 3, 1)], null)));
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Vault.Declare([new SourceRetention("s1", 7, 4, 2, 1)], null)));
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Vault.Declare([new SourceRetention("s2", 3, 0, 0, 0)], null)));
        Assert.Equal(ErrorCode.VaultPinWrong, Code(() => Vault.Declare([new SourceRetention("s1", 7, 0, 3, 1)], "000000x")));
        Vault.Declare([new SourceRetention("s1", 7, 0, 0, 0)], NewPin());
        Vault.Declare([new SourceRetention("s1", 7, 0, 0, 0)], null);
    }

    [Fact]
    public void Retire_InLockedVault_IsRefusedAlsoWithPin()
    {
        SetRules(Vault.Look().Rules with { LockDays = 30 });
        Prefix.Create(Point("s1", "p1"), [1]);
        Pass(TimeSpan.FromDays(8));
        Prefix.Create(Point("s1", "p2"), [1]);
        Pass(TimeSpan.FromDays(21));
        Assert.Equal(ErrorCode.VaultImmutable, Code(() => Prefix.Delete(Point("s1", "p1"))));
        var pin = NewPin();
        Assert.Equal(ErrorCode.VaultImmutable, Code(() => Vault.Retire([Point("s1", "p1")], pin)));
        Pass(TimeSpan.FromDays(1));
        Assert.True(Prefix.Delete(Point("s1", "p1")));
    }

    [Fact]
    public void Retire_AfterAClockThatJumped_IsAsBeforeTheJump()
    {
        Prefix.Create(Point("s1", "p1"), [1]);
        Prefix.Create(Point("s1", "p2"), [1]);
        Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(ErrorCode.RetentionBelowFloor, Code(() => Prefix.Delete(Point("s1", "p1"))));
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
    public void Undelete_WithPin_BringsBackWhatWasRetired()
    {
        Prefix.Create(Pack, Content);
        Vault.Retire([Pack], null);
        Assert.Equal(ErrorCode.VaultPinMissing, Code(() => Undelete(Server, [Pack], null)));
        Assert.Equal(ErrorCode.VaultPinWrong, Code(() => Undelete(Server, [Pack], NewPin() + "x")));
        Assert.Equal(0, Undelete(OtherServer, [Pack], NewPin()));
        Assert.Empty(Names(""));
        Assert.Equal(1, Undelete(Server, [Pack], NewPin()));
        Assert.Equal(Content, ReadAll(Prefix, Pack));
        Assert.Equal([Pack], Names("packs/"));
        Assert.Equal(StorageFault.AlreadyExists, Fault(() => Prefix.Create(Pack, [1])));
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

    /// <summary>Days go by as they do for a service that runs.</summary>
    protected void Pass(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromDays(1))
        {
            Clock.Advance(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1));
            Observe();
        }
    }

    protected static string PackName(int number)
    {
        var id = number.ToString("x2", null) + new string('5', 56) + number.ToString("x6", null);
        return $"packs/{id[..2]}/{id}"[..(6 + 3 + 64)];
    }

    protected static string Point(string source, string id) => $"points/{source}/{id}";

    protected static byte[] ReadAll(IBlobStore store, string name)
    {
        var content = new byte[store.GetLength(name)];
        store.Read(name, 0, content);
        return content;
    }

    protected static StorageFault Fault(Action act) => Assert.Throws<StorageException>(act).Fault;

    /// <summary>The vault's code: of a prefix it is inside.</summary>
    protected static ErrorCode Code(Action act) => Assert.ThrowsAny<Exception>(act) switch
    {
        HoldfastException refusal => refusal.Code,
        StorageException { Fault: StorageFault.Forbidden, InnerException: HoldfastException refusal } => refusal.Code,
        var other => throw other,
    };

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

    private IEnumerable<string> Names(string folder) => Prefix.List(folder).Select(blob => blob.Name);
}
