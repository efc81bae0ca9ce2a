using Holdfast.Contracts.Setup;

namespace Holdfast.Contracts.Tests.Setup;

public sealed class PasswordStrengthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa", 0)]
    [InlineData("password123456", 0)]
    [InlineData("Passw0rd!", 0)]
    [InlineData("qwertyuiop1234", 0)]
    [InlineData("annaannaanna", 0)]
    [InlineData("tG7-qpXw", 2)]
    [InlineData("correct horse battery staple", 4)]
    [InlineData("kV9#mz2!Lq8$wB", 4)]
    public void Strength_OfPassword_IsWhatAGuesserNeeds(string password, int score) => Assert.Equal(score, PasswordRule.Strength(password, "anna").Score);

    [Fact]
    public void Strength_AgainstTheRule_IsNeverMoreThanWeak()
    {
        var strength = PasswordRule.Strength("kV9#mz2!Lq8$wB-anna", "anna");
        Assert.Equal((1, "weak"), (strength.Score, strength.Word));
        Assert.Equal(PasswordRule.Violation("kV9#mz2!Lq8$wB-anna", "anna"), strength.Violation);
    }

    [Fact]
    public void Strength_WithEachCharacterMore_NeverFalls()
    {
        var scores = Enumerable.Range(1, 20).Select(length => PasswordRule.Strength("kV9#mz2!Lq8$wBy7&Jd3"[..length], "anna").Score).ToList();
        Assert.Equal(scores.Order(), scores);
    }
}
