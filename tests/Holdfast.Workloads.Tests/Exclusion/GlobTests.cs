using System.Text;
using Holdfast.Workloads.Files.Exclusion;

namespace Holdfast.Workloads.Tests.Exclusion;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.o", "", "a.o", false, true)]
    [InlineData("*.o", "deep/er", "a.o", false, true)]
    [InlineData("*.o", "", "a.oo", false, false)]
    [InlineData("a?c", "", "abc", false, true)]
    [InlineData("a?c", "", "aéc", false, true)]
    [InlineData("a?c", "", "ac", false, false)]
    [InlineData("[a-c]x", "", "bx", false, true)]
    [InlineData("[!a-c]x", "", "bx", false, false)]
    [InlineData("[^a-c]x", "", "dx", false, true)]
    [InlineData("[]x]", "", "]", false, true)]
    [InlineData("[ä-ü]", "", "ö", false, true)]
    [InlineData("[open", "", "[open", false, true)]
    [InlineData("cache/", "home", "cache", true, true)]
    [InlineData("cache/", "home", "cache", false, false)]
    [InlineData("/tmp", "", "tmp", true, true)]
    [InlineData("/tmp", "a", "tmp", true, false)]
    [InlineData("/tmp/*", "tmp", "x", false, true)]
    [InlineData("/tmp/*", "tmp/y", "x", false, false)]
    [InlineData("/tmp/**", "tmp/y", "x", false, true)]
    [InlineData("/tmp/**", "", "tmp", true, false)]
    [InlineData("a/b", "x/y/a", "b", false, true)]
    [InlineData("a/b", "x/y/za", "b", false, false)]
    [InlineData("a/**/b", "a", "b", false, true)]
    [InlineData("a/**/b", "a/x/y", "b", false, true)]
    [InlineData("/a/**/b", "z/a/x", "b", false, false)]
    [InlineData("**/node_modules/", "p/q", "node_modules", true, true)]
    [InlineData("**.bak", "p/q", "x.bak", false, true)]
    [InlineData(@"\*", "", "*", false, true)]
    [InlineData(@"\*", "", "x", false, false)]
    [InlineData("Literal", "", "literal", false, false)]
    [InlineData("*a*b*c*", "", "xxaxxbxxcxx", false, true)]
    [InlineData("*a*b*c*", "", "xxaxxcxxbxx", false, false)]
    public void Exclude_Glob_MatchesAsDocumented(string glob, string parent, string name, bool isDirectory, bool expected)
    {
        var rules = new ExclusionRules(new ScanOptions { ExcludeGlobs = [glob] });

        Assert.Equal(expected, rules.Exclude(Encoding.UTF8.GetBytes(parent), Encoding.UTF8.GetBytes(name), isDirectory));
    }

    [Fact]
    public void Exclude_RawBytes_AreMatched()
    {
        var rules = new ExclusionRules(new ScanOptions { ExcludeGlobs = [@"a\xff", "b?", @"c[\x80-\xff]"] });

        Assert.True(rules.Exclude([], [(byte)'a', 0xff], false));
        Assert.False(rules.Exclude([], [(byte)'a', 0xfe], false));
        Assert.True(rules.Exclude([], [(byte)'b', 0xc3], false));
        Assert.True(rules.Exclude([], [(byte)'c', 0x90], false));
    }

    [Theory]
    [InlineData(".tmp", "a.TMP", false, true)]
    [InlineData("tmp", "a.tmp", false, true)]
    [InlineData("*.tmp", "a.tmp", false, true)]
    [InlineData(".tmp", "a.tmp", true, false)]
    [InlineData(".tmp", ".tmp", false, false)]
    [InlineData(".tmp", "atmp", false, false)]
    [InlineData(".tär", "a.tär", false, true)]
    [InlineData(".tar.gz", "a.tar.GZ", false, true)]
    public void Exclude_Extension_MatchesFilesWithoutCase(string extension, string name, bool isDirectory, bool expected)
    {
        var rules = new ExclusionRules(new ScanOptions { ExcludeExtensions = [extension] });

        Assert.Equal(expected, rules.Exclude([], Encoding.UTF8.GetBytes(name), isDirectory));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Compile_EmptyPattern_IsRefused(string pattern) => Assert.Throws<ArgumentException>(() => Glob.Compile(pattern));

    [Fact]
    public void Matches_ManyStars_TakesNoTime()
    {
        var glob = Glob.Compile(string.Concat(Enumerable.Repeat("*a", 200)) + "b");

        Assert.False(glob.Matches(Encoding.ASCII.GetBytes(new string('a', 250))));
        Assert.False(glob.Matches(Encoding.ASCII.GetBytes(new string('a', 249) + "cb")[..250]));
    }
}
