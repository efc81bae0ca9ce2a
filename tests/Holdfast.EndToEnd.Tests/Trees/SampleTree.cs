using System.Security.Cryptography;

namespace Holdfast.EndToEnd.Tests.Trees;

/// <summary>Plain files for tests that ask what survives, not how well it is kept. The same name gives the same bytes.</summary>
internal static class SampleTree
{
    /// <summary>Three files of their own chunks, and a few small ones.</summary>
    internal static string Make(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "sub", "empty"));
        foreach (var name in (string[])["one.bin", "two.bin", "three.bin"]) Write(folder, name, 400_000);
        foreach (var name in (string[])["a.txt", "b.txt", "sub/c.txt"]) Write(folder, name, 3_000);
        return folder;
    }

    /// <summary>Bytes that do not compress, from the name, the length and a seed.</summary>
    internal static void Write(string folder, string name, int length, int seed = 0)
    {
        var bytes = new byte[length];
        new Random(HashOf(name) ^ seed ^ length).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    /// <summary>Path and content of everything beneath a folder.</summary>
    internal static IReadOnlyDictionary<string, string> Read(string folder) => Directory
        .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => Directory.Exists(path) ? "directory" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    internal static void AssertSame(IReadOnlyDictionary<string, string> expected, string folder, string about = "")
    {
        var found = Read(folder);
        var wrong = expected.Where(item => found.GetValueOrDefault(item.Key) != item.Value).Select(item => item.Key).Concat(found.Keys.Except(expected.Keys)).ToList();
        Assert.True(wrong.Count == 0, $"{folder} differs in: {string.Join(", ", wrong)}. {about}");
    }

    private static int HashOf(string name) => name.Aggregate(17, (hash, c) => unchecked(hash * 31 + c));
}
