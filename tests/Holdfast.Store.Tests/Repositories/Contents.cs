namespace Holdfast.Store.Tests.Repositories;

/// <summary>Trees of files drawn from a small alphabet of contents, so that points share chunks.</summary>
internal static class Contents
{
    public const int Letters = 24;

    /// <summary>Content of a letter: always the same, some of it compressible, 200 bytes to 9 KiB.</summary>
    public static byte[] Of(int letter)
    {
        var random = new Random(letter);
        var bytes = new byte[200 + random.Next(9000)];
        if (letter % 3 == 0) bytes.AsSpan().Fill((byte)letter);
        else random.NextBytes(bytes);
        bytes[0] = (byte)letter;
        return bytes;
    }

    public static SortedDictionary<string, byte[]> Tree(int seed, int most = 12)
    {
        var random = new Random(seed);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = random.Next(1, most + 1); i > 0; i--) files[$"file-{random.Next(40):D2}"] = random.Next(12) == 0 ? [] : Of(random.Next(Letters));
        return files;
    }

    /// <summary>Every letter once.</summary>
    public static SortedDictionary<string, byte[]> Everything()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var letter = 0; letter < Letters; letter++) files[$"letter-{letter:D2}"] = Of(letter);
        return files;
    }

    /// <summary>Files of random content that no letter has.</summary>
    public static SortedDictionary<string, byte[]> Random(int seed, int count, int length)
    {
        var random = new Random(seed);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var content = new byte[length];
            random.NextBytes(content);
            files.Add($"random-{seed}-{i:D4}", content);
        }
        return files;
    }

    public static bool Same(IReadOnlyDictionary<string, byte[]> left, IReadOnlyDictionary<string, byte[]> right) =>
        left.Count == right.Count && left.All(file => right.TryGetValue(file.Key, out var content) && content.AsSpan().SequenceEqual(file.Value));

    public static void AssertSame(IReadOnlyDictionary<string, byte[]> expected, IReadOnlyDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, content) in expected) Assert.True(content.AsSpan().SequenceEqual(actual[name]), $"'{name}' differs.");
    }
}
