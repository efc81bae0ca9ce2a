using System.Text.RegularExpressions;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Tests.Configuration;

namespace Holdfast.Server.Tests.Alerts;

public sealed partial class AlertTypeTests
{
    [Fact]
    public void Document_HasTheTableOfTheCode() => Assert.True(AlertDocument.Markdown() == GeneratedTable.Of("monitoring.md", "alerts"), "Run eng/docs.sh.");

    [Fact]
    public void Types_All_HaveCauseActionAndCommandLine() => Assert.All(AlertTypes.All, type =>
    {
        var guide = AlertGuides.Of(type);
        Assert.EndsWith(".", guide.Cause);
        Assert.EndsWith(".", guide.Action);
        Assert.StartsWith("holdfast ", guide.Command, StringComparison.Ordinal);
        Assert.NotEmpty(AlertTypes.Of(type).Title);
    });

    [Fact]
    public void Codes_RaisedAnywhereInTheServer_HaveAType()
    {
        var sources = Directory.EnumerateFiles(ServerSource(), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
        var raised = sources.SelectMany(file => RaisedCode().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().ToList();
        Assert.True(raised.Count >= 5, $"only {raised.Count} raised codes were found");
        Assert.All(raised, name => Assert.True(AlertCodes.Has(Enum.Parse<ErrorCode>(name)), $"Alerts are raised with {name}, which has no type in AlertCodes."));
    }

    [Theory]
    [InlineData("0123ab", "holdfast check 0123ab")]
    [InlineData("a b; rm -rf '/'", @"holdfast check 'a b; rm -rf '\''/'\'''")]
    [InlineData("-x", "holdfast check '-x'")]
    [InlineData("a\nb", "holdfast check 'ab'")]
    public void Command_SubjectOfAnyKind_IsOneWordOfTheShell(string subject, string expected) =>
        Assert.Equal(expected, AlertGuides.Command(AlertType.ReplicaInconsistent, "id", subject));

    private static string ServerSource()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "src", "Holdfast.Server"))) return Path.Combine(folder.FullName, "src", "Holdfast.Server");
        throw new DirectoryNotFoundException("The sources are not above the tests.");
    }

    [GeneratedRegex(@"\.Raise\(\s*(?:AlertBoard\.|severity)\w*,\s*ErrorCode\.(\w+)")]
    private static partial Regex RaisedCode();
}
