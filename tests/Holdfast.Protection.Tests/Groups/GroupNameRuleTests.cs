using Holdfast.Protection.Groups;

namespace Holdfast.Protection.Tests.Groups;

public sealed class GroupNameRuleTests
{
    [Theory]
    [InlineData("Default")]
    [InlineData("a")]
    [InlineData("File servers 2")]
    [InlineData("Büro")]
    [InlineData("0123456789 0123456789 0123456789 0123456789 0123456789 01234567x")]
    public void Violation_AcceptableName_IsNull(string name) => Assert.Null(GroupNameRule.Violation(name));

    [Theory]
    [InlineData("")]
    [InlineData("123 456")]
    [InlineData("a/b")]
    [InlineData("a|b")]
    [InlineData("(a)")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\n")]
    [InlineData("0123456789 0123456789 0123456789 0123456789 0123456789 012345678x")]
    public void Violation_BadName_GivesReason(string name) => Assert.NotNull(GroupNameRule.Violation(name));

    [Fact]
    public void AreSame_OnlyCaseDiffers_IsTrue() => Assert.True(GroupNameRule.AreSame("Default", "DEFAULT"));
}
