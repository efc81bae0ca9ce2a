using System.Text.RegularExpressions;

namespace Holdfast.Architecture.Tests;

/// <summary>What the documents name is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Expected = ["README.md", "ARCHITECTURE.md", "docs/format.md", "docs/errors.md", "docs/performance.md", "docs/glossary.md"];

    public static TheoryData<string> ExpectedDocuments => [.. Expected];

    public static TheoryData<string> Documents => [.. Expected.Concat(SourceTree.Files("docs", "*.md")).Concat(SourceTree.Files("bench", "*.md")).Distinct()];

    [Theory]
    [MemberData(nameof(ExpectedDocuments))]
    public void Document_Expected_IsNotEmpty(string document)
    {
        Assert.SkipUnless(SourceTree.Exists(document), $"{document} is not written yet.");
        Assert.True(SourceTree.Read(document).Length > 200);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_Links_LeadToFiles(string document)
    {
        Assert.SkipUnless(SourceTree.Exists(document), $"{document} is not written yet.");
        var folder = Path.GetDirectoryName(document)!;
        var broken = Link().Matches(SourceTree.Read(document)).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Select(target => target.Split('#')[0])
            .Where(target => target.Length > 0 && !SourceTree.Exists(Path.Combine(folder, Uri.UnescapeDataString(target))));
        Assert.Empty(broken);
    }

    /// <summary>Paths in code spans, such as `src/Holdfast.Store/Pool`, and the projects named in the text.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_NamedFiles_Exist(string document)
    {
        Assert.SkipUnless(SourceTree.Exists(document), $"{document} is not written yet.");
        var named = CodeSpan().Matches(SourceTree.Read(document)).Select(match => match.Groups[1].Value.TrimEnd('/', '.', ',', ':'))
            .Where(path => !path.Contains('*', StringComparison.Ordinal) && !path.Contains('…', StringComparison.Ordinal));
        Assert.All(named, path => Assert.True(SourceTree.Exists(path), $"{document} names '{path}', which is not there."));
    }

    [Fact]
    public void Architecture_Document_NamesEveryProject()
    {
        Assert.SkipUnless(SourceTree.Exists("ARCHITECTURE.md"), "ARCHITECTURE.md is not written yet.");
        var text = SourceTree.Read("ARCHITECTURE.md");
        Assert.All(SourceTree.Projects.Keys, project => Assert.Contains(project, text, StringComparison.Ordinal));
    }

    [Fact]
    public void SourceComments_DocumentsTheyName_Exist()
    {
        var named = SourceTree.Files("src", "*.cs").SelectMany(file => DocumentName().Matches(SourceTree.Read(file)).Select(match => (Document: match.Value, File: file)))
            .Where(name => !name.Document.Contains("NNNN", StringComparison.Ordinal) && !SourceTree.Exists(name.Document)).DistinctBy(name => name.Document).ToList();
        Assert.Empty(named);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|docs|bench|eng)/[\w./*…-]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\bdocs/[\w/-]+\.md\b")]
    private static partial Regex DocumentName();
}
