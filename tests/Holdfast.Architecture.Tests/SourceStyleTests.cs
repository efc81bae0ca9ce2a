using System.Text.RegularExpressions;

namespace Holdfast.Architecture.Tests;

public sealed partial class SourceStyleTests
{
    private const int LongestFile = 500, MedianFile = 80;

    /// <summary>What lies here has PowerShell's names, so that cmdlets compile against either.</summary>
    private const string OthersNames = "src/Holdfast.Shell/Automation/";

    [Fact]
    public void Files_All_AreShort()
    {
        var lengths = SourceTree.Files("src", "*.cs").Select(file => (File: file, Lines: SourceTree.Read(file).AsSpan().Count('\n'))).OrderBy(file => file.Lines).ToList();
        Assert.All(lengths, file => Assert.True(file.Lines <= LongestFile, $"{file.File} has {file.Lines} lines."));
        Assert.InRange(lengths[lengths.Count / 2].Lines, 1, MedianFile);
    }

    [Fact]
    public void Types_All_SayWhatTheyAre()
    {
        var wrong = SourceTree.Files("src", "*.cs").Where(file => !file.StartsWith(OthersNames, StringComparison.Ordinal)).SelectMany(file => EmptyName().Matches(SourceTree.Read(file)).Select(match => $"{file}: {match.Value}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Folders_All_SayWhatTheyHold() =>
        Assert.DoesNotContain(SourceTree.Files("src", "*.cs"), file => file.Split('/').Any(part => part is "Common" or "Utils" or "Util" or "Helpers" or "Misc" or "Shared"));

    [Fact]
    public void Namespaces_All_FollowTheFolders()
    {
        var wrong = new List<string>();
        foreach (var file in SourceTree.Files("src", "*.cs"))
        {
            if (Namespace().Match(SourceTree.Read(file)) is not { Success: true } match) continue;
            var expected = string.Join('.', file.Split('/')[1..^1]);
            if (match.Groups[1].Value != expected) wrong.Add($"{file}: {match.Groups[1].Value}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Source_All_IsFinished()
    {
        var wrong = SourceTree.Files("src", "*.cs").SelectMany(file => Unfinished().Matches(SourceTree.Read(file)).Select(match => $"{file}: {match.Value}"));
        Assert.Empty(wrong);
    }

    /// <summary>A fail point is one place: a test that kills a process at a name must know where it died.</summary>
    [Fact]
    public void FailPoints_All_HaveNamesOfTheirOwn()
    {
        var names = SourceTree.Files("src", "*.cs").SelectMany(file => FailPoint().Matches(SourceTree.Read(file)).Select(match => (Name: match.Groups[1].Value, File: file))).ToList();
        Assert.True(names.Count > 10, $"only {names.Count} fail points were found");
        Assert.Empty(names.GroupBy(name => name.Name).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(place => place.File))}"));
        Assert.All(names, name => Assert.Matches("^[a-z]+(\\.[a-z-]+)+$", name.Name));
    }

    [Fact]
    public void Source_All_NamesNoMachine()
    {
        var files = new[] { "src", "docs", "eng", "bench", "tests" }.SelectMany(folder => SourceTree.Files(folder, "*")).Concat(["run", "test", "README.md", "ARCHITECTURE.md"])
            .Where(file => SourceTree.Exists(file) && !file.EndsWith("SourceStyleTests.cs", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".md" or ".py" or ".sh" or "" or ".json" or ".csproj");
        Assert.Empty(files.SelectMany(file => MachinePath().Matches(SourceTree.Read(file)).Select(match => $"{file}: {match.Value}")));
    }

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w*(Manager|Helpers?|Util|Utils|Utilities|Utility|Common)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // In brackets, so that the words do not stand here themselves.
    [GeneratedRegex(@"\b(TOD[O]|FIXM[E]|HAC[K]|XX[X]|NotImplemented[E]xception)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"FailPoint\.Reach\(""([^""]+)""\)")]
    private static partial Regex FailPoint();

    [GeneratedRegex(@"(?<![\w.])/(work/(main|shared)|root/|home/[a-z]+/)[\w/.-]*")]
    private static partial Regex MachinePath();
}
