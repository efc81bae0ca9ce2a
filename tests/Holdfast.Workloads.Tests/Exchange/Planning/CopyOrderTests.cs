using Holdfast.Workloads.Exchange.Planning;

namespace Holdfast.Workloads.Tests.Exchange.Planning;

public sealed class CopyOrderTests
{
    [Fact]
    public void Of_SeveralCopies_PutsThePassiveOneFirstThatIsLeastBehindAndLeastPreferred_AndTheActiveOneLast()
    {
        var order = CopyOrder.Of([Active(), Passive("b", 0, 2), Passive("c", 0, 3), Passive("d", 7, 4), Passive("e", 0, 5) with { ReplayQueue = 9 }]);
        Assert.Equal(["c", "b", "e", "d", "a"], order.Usable.Select(copy => copy.Server));
        Assert.Empty(order.Unusable);
    }

    [Theory]
    [InlineData("Failed", 0, "b: Failed")]
    [InlineData("Mounted", 0, "b: Mounted")]
    [InlineData("Healthy", 51, "b: 51 logs behind")]
    public void Of_PassiveCopyThatCannotBeUsed_LeavesItOutAndSaysWhy(string status, long queue, string why)
    {
        var order = CopyOrder.Of([Active(), Passive("b", queue, 2) with { Status = status }]);
        Assert.Equal("a", Assert.Single(order.Usable).Server);
        Assert.Equal(why, Assert.Single(order.Unusable));
    }

    [Fact]
    public void Of_DismountedDatabase_HasNothingUsable() => Assert.Empty(CopyOrder.Of([Active() with { Status = "Dismounted" }]).Usable);

    private static DatabaseCopy Active() => new("a", true, "Mounted", 0, 0, 1);

    private static DatabaseCopy Passive(string server, long queue, int preference) => new(server, false, "Healthy", queue, 0, preference);
}
