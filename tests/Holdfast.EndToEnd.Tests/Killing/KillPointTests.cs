using System.Text.RegularExpressions;
using Holdfast.EndToEnd.Tests.Vaults;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>The server dies by SIGKILL at every named place between two durable steps, and nothing that it acknowledged is lost.</summary>
public sealed partial class KillPointTests(KillGround ground) : IClassFixture<KillGround>
{
    [Theory]
    [InlineData("pack.created:1")]
    [InlineData("pack.created:3")]
    [InlineData("pack.footer:1")]
    [InlineData("pack.footer:3")]
    [InlineData("pack.committed:2")]
    [InlineData("pack.committed:4")]
    [InlineData("point.before:1")]
    [InlineData("point.before:2")]
    [InlineData("point.committed:1")]
    [InlineData("point.committed:2")]
    [InlineData("push.sent:1")]
    [InlineData("collect.marked:1")]
    [InlineData("collect.tombstoned:1")]
    [InlineData("collect.tombstoned:3")]
    [InlineData("collect.unindexed:1")]
    [InlineData("collect.deleted:1")]
    [InlineData("compact.copied:1")]
    public void Kill_AtPoint_NothingAcknowledgedIsLost(string failPoint) => Run(ground, failPoint);

    internal static void Run(KillGround ground, string failPoint)
    {
        using var scenario = new KillScenario(ground);
        scenario.WorkUntilKilled(failPoint);
        scenario.AssertWhole();
    }

    [Fact]
    public void FailPoints_InTheSources_AreAllKilledAt()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Holdfast.slnx"))) root = root.Parent;
        Assert.SkipWhen(root is null, "The sources are not beside the tests.");
        var inSources = Directory.EnumerateFiles(Path.Combine(root.FullName, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reached().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();

        var tested = new[] { typeof(KillPointTests), typeof(KillBlobTests), typeof(KilledKeysTests), typeof(KillApplicationTests) }
            .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>())
            .Select(data => ((string)data.Data[0]!).Split(':')[0]).ToHashSet();

        Assert.NotEmpty(inSources);
        // Those of a vault's service are killed at beside it.
        Assert.Empty(inSources.Where(name => !name.StartsWith("vault.", StringComparison.Ordinal)).Except(tested));
        Assert.Empty(tested.Except(inSources));
    }

    [GeneratedRegex("FailPoint\\.Reach\\(\"([a-z.-]+)\"\\)")]
    private static partial Regex Reached();
}
