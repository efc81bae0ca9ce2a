namespace Holdfast.VaultService.Tests;

public sealed class UsageTests : VaultTest
{
    [Fact]
    public void Usage_RightAfterTheLastBlobCame_CountsIt()
    {
        using var vault = Service.Connect(Register(Service.IssueCredentials(Main)));
        vault.Prefix.Create("packs/aa/" + new string('a', 64), new byte[5000]);
        vault.Prefix.Create("points/source/point", new byte[700]);
        var usage = Service.Usage(Main);
        Assert.Equal((5700L, 1L, 1L), (usage.Bytes, usage.Packs, usage.Points));
    }

    [Fact]
    public void Usage_WhereTheStorageIsAway_IsWhatWasKnown()
    {
        using (var vault = Service.Connect(Register(Service.IssueCredentials(Main))))
            vault.Prefix.Create("points/source/point", new byte[700]);
        Assert.Equal(1, Service.Usage(Main).Points);
        Directory.Move(Storage, Storage + ".away");
        Assert.Equal((700L, 1L), (Service.Usage(Main).Bytes, Service.Usage(Main).Points));
    }
}
