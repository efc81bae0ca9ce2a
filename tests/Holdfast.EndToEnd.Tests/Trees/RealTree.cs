using Holdfast.EndToEnd.Tests.Running;

namespace Holdfast.EndToEnd.Tests.Trees;

/// <summary>A tree with every kind of item, and everything that must come back of it. Made and read by Python: .NET cannot name what is not UTF-8.</summary>
internal static class RealTree
{
    /// <summary>Returns the kinds of items that this account or file system cannot make.</summary>
    internal static string[] Make(string folder)
    {
        Assert.SkipUnless(Tool.IsThere("python3"), "python3 is not installed.");
        return Tool.Do("python3", Asset("make_tree.py"), folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>One line an item.</summary>
    internal static string[] Read(string folder) => Tool.Do("python3", Asset("fingerprint.py"), folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static void AssertSame(string[] expected, string folder)
    {
        var found = Read(folder);
        var lacking = expected.Except(found).Select(line => "- " + Shown(line));
        var added = found.Except(expected).Select(line => "+ " + Shown(line));
        var differences = lacking.Concat(added).ToList();
        Assert.True(differences.Count == 0, $"{folder} differs:\n{string.Join('\n', differences.Take(20))}");
    }

    private static string Shown(string line)
    {
        var name = line.Split(' ')[0];
        var text = System.Text.Encoding.Latin1.GetString(Convert.FromHexString(name));
        return $"{(text.Length > 80 ? text[..80] : text)}:{line[name.Length..]}";
    }

    private static string Asset(string name) => Path.Combine(AppContext.BaseDirectory, "Assets", name);
}
