using Holdfast.Protection.Groups;

namespace Holdfast.Protection.Tests.Groups;

public sealed class ExclusionRuleTests
{
    [Theory]
    [InlineData(".tmp")]
    [InlineData(".tar.gz")]
    [InlineData(".é")]
    public void ExtensionViolation_Acceptable_IsNull(string extension) => Assert.Null(ExclusionRule.ExtensionViolation(extension));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("tmp")]
    [InlineData("*.tmp")]
    [InlineData(".t/p")]
    [InlineData(".t?p")]
    public void ExtensionViolation_Bad_GivesReason(string extension) => Assert.NotNull(ExclusionRule.ExtensionViolation(extension));

    [Fact]
    public void GlobViolation_EmptyOrZero_GivesReason()
    {
        Assert.NotNull(ExclusionRule.GlobViolation(""));
        Assert.NotNull(ExclusionRule.GlobViolation("a\0b"));
        Assert.Null(ExclusionRule.GlobViolation("**/node_modules"));
    }
}
