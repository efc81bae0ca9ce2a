using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Recovery.Browsing;

namespace Holdfast.Server.Tests.Recovery.Browsing;

public sealed class ItemChangeTests
{
    private static readonly BrowsedItem item = new("a.txt"u8.ToArray(), ItemKind.File, 100, new Timestamp(1_700_000_000, 5), 0x1A4, 0, 0, null, ItemCondition.Complete)
    {
        Changed = new Timestamp(1_700_000_000, 7), ContentMark = 9,
    };

    [Theory]
    [InlineData(ItemCondition.Complete, ItemCondition.Racy, "same")]
    [InlineData(ItemCondition.Racy, ItemCondition.Racy, "same")]
    [InlineData(ItemCondition.Complete, ItemCondition.Unreadable, "changed")]
    [InlineData(ItemCondition.ChangedWhileRead, ItemCondition.Complete, "changed")]
    public void Of_OnlyTheConditionDiffers_IsAChangeWhereItSaysSomethingOfTheFile(ItemCondition now, ItemCondition before, string change) =>
        Assert.Equal(change, ItemChange.Of(item with { Condition = now }, item with { Condition = before }));

    [Theory]
    [InlineData(8, 9, "same")]
    [InlineData(7, 10, "same")]
    [InlineData(8, 10, "changed")]
    public void Of_ReadAgain_IsAChangeWhereTheFileSystemKnowsOfOneAndTheContentLiesElsewhere(uint nanoseconds, ulong mark, string change) =>
        Assert.Equal(change, ItemChange.Of(item with { Changed = new Timestamp(1_700_000_000, nanoseconds), ContentMark = mark }, item));
}
