using Holdfast.Agent.Backup;
using Holdfast.Format.Items;

namespace Holdfast.Agent.Tests.Backup;

public sealed class BundleRuleTests
{
    [Theory]
    [InlineData("a", "a", BundleRule.Largest, false)]
    [InlineData("a", "b", BundleRule.Smallest, true)]
    [InlineData("a", "a/b", BundleRule.Smallest, true)]
    [InlineData("a", "b", BundleRule.Smallest - 1, false)]
    public void EndsWithDirectory_AnotherParentAfterEnoughBytes_IsTrue(string last, string next, long total, bool ends) =>
        Assert.Equal(ends, BundleRule.EndsWithDirectory(In(last), In(next), total));

    [Fact]
    public void EndsAfter_SameNamesAndSizes_EndsAtTheSamePlaces()
    {
        var ends = Enumerable.Range(0, 5000).Where(i => BundleRule.EndsAfter(BitConverter.GetBytes(i), 4096, BundleRule.Smallest)).ToList();
        // 4 KiB in 512 KiB: one file in 128.
        Assert.InRange(ends.Count, 20, 60);
        Assert.DoesNotContain(ends, i => BundleRule.EndsAfter(BitConverter.GetBytes(i), 4096, BundleRule.Smallest - 1));
    }

    private static Item In(string parent) => new() { Parent = System.Text.Encoding.UTF8.GetBytes(parent), Name = [1], Kind = ItemKind.File };
}
