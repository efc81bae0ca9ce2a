using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Folders;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("beos-x64")]
    [InlineData("--out")]
    public void Publish_WhatItDoesNotKnow_IsWrongUsage(string argument)
    {
        var outcome = Tool.Run(SourceFolder.File("eng/publish"), argument).Expect(2);
        Assert.Contains("publish:", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_Help_NamesEveryTarget()
    {
        var help = Tool.Run(SourceFolder.File("eng/publish"), "--help").Expect(0).Output;
        Assert.All((string[])["linux-x64", "win-x64", "deb", "docker", "--quick", "--out"], word => Assert.Contains(word, help, StringComparison.Ordinal));
    }
}
