using Holdfast.Format.Keys;
using Holdfast.Testing.Keys;

namespace Holdfast.Format.Tests.Keys;

public sealed class PassphraseRuleTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("123456789012345", false)]
    [InlineData("1234567890123456", true)]
    [InlineData("    spaces too    ", true)]
    [InlineData("~!@#$%^&*()_+-=[]", true)]
    [InlineData("123456789012345\u00e9", false)]
    [InlineData("123456789012345\t", false)]
    [InlineData("123456789012345\u007f", false)]
    public void Violation_Passphrase_FollowsTheRule(string passphrase, bool allowed) => Assert.Equal(allowed, PassphraseRule.Violation(passphrase) is null);

    [Fact]
    public void Violation_LongPassphrase_IsBounded()
    {
        Assert.Null(PassphraseRule.Violation(new string('x', 1024)));
        Assert.NotNull(PassphraseRule.Violation(new string('x', 1025)));
    }

    /// <summary>The reason is shown to people and written to logs.</summary>
    [Fact]
    public void Violation_Reason_DoesNotRepeatThePassphrase() => Assert.DoesNotContain("geheim", PassphraseRule.Violation("geheim")!, StringComparison.Ordinal);

    [Fact]
    public void Generate_ManyTimes_IsAllowedAndUsesTheWholeAlphabetEvenly()
    {
        var randomness = new SeededRandomness(1);
        var counts = new Dictionary<char, int>();
        for (var i = 0; i < 2000; i++)
        {
            var passphrase = PassphraseRule.Generate(randomness);
            Assert.Null(PassphraseRule.Violation(passphrase));
            Assert.Equal(6, passphrase.Split('-').Length);
            foreach (var letter in passphrase.Replace("-", "", StringComparison.Ordinal)) counts[letter] = counts.GetValueOrDefault(letter) + 1;
        }
        Assert.Equal(32, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 2250 - 300, 2250 + 300));
        Assert.DoesNotContain(counts.Keys, letter => letter is 'l' or 'o' or '0' or '1');
    }
}
