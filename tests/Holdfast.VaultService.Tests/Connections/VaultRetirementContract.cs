using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;

namespace Holdfast.VaultService.Tests.Connections;

/// <summary>What a vault lets a server delete, what it keeps whoever holds the server's credentials, and how what was deleted comes back.</summary>
public abstract class VaultRetirementContract(VaultGround ground) : VaultContract(ground)
{
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
}
