using System.Xml.Linq;

namespace Holdfast.Architecture.Tests;

/// <summary>The source tree that this test was built from.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git"];

    public static string Root { get; } = FindRoot();

    /// <summary>Projects beneath src/ by name, with their files parsed.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), XDocument.Load);

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static bool Exists(string relative) => Path.Exists(Path.Combine(Root, relative));

    /// <summary>Files beneath a folder by their path from the root, generated ones left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var top = Path.Combine(Root, folder);
        if (!Directory.Exists(top)) return [];
        return Directory.EnumerateFiles(top, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal);
    }

    public static IEnumerable<string> References(XDocument project, string kind) =>
        project.Descendants(kind).Select(reference => (string?)reference.Attribute("Include") ?? "").Where(name => name.Length > 0);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Holdfast.slnx"))) return folder;
        throw new InvalidOperationException("The tests do not run from within the source tree.");
    }
}
