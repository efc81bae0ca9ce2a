using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Tests.Retention;

public sealed class RetentionRuleTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(448, true)]
    [InlineData(0, false)]
    [InlineData(449, false)]
    [InlineData(-1, false)]
    public void Violation_Days_AcceptsOneTo448(int days, bool isAcceptable) => Assert.Equal(isAcceptable, RetentionRule.Violation(days) is null);

    [Theory]
    [InlineData(1, true)]
    [InlineData(36_500, true)]
    [InlineData(0, false)]
    [InlineData(36_501, false)]
    public void OnlineViolation_Days_AcceptsUpToAHundredYears(int days, bool isAcceptable) =>
        Assert.Equal(isAcceptable, RetentionRule.OnlineViolation(days) is null);
}
