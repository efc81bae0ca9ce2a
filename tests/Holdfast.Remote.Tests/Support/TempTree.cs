namespace Holdfast.Remote.Tests.Support;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TempTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("holdfast-remote-").FullName;

    public string this[string relative] => Path.Combine(Root, relative);

    public void Write(string relative, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], content);
    }

    public static byte[] Content(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Small files in a few folders, a large one that does not compress, and a large one that does.</summary>
    public void WriteMany(int count, int largeBytes, int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var content = Content(random.Next(), random.Next(20) == 0 ? 0 : random.Next(1, 6000));
            if (i % 2 == 0) content.AsSpan(content.Length / 4).Fill((byte)(i % 251));
            Write($"folder-{i % 7}/file-{i:D5}", content);
        }
        if (largeBytes == 0) return;
        Write("large/noise", Content(seed + 1, largeBytes));
        var text = new byte[largeBytes];
        for (var i = 0; i < text.Length; i++) text[i] = (byte)('a' + (i * 7 % 13 + i / 1000 % 11));
        Write("large/text", text);
    }

    public SortedDictionary<string, byte[]> Files()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)) files.Add(Path.GetRelativePath(Root, file), File.ReadAllBytes(file));
        return files;
    }

    public void AssertSame(TempTree other)
    {
        SortedDictionary<string, byte[]> expected = Files(), actual = other.Files();
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, content) in expected) Assert.True(content.AsSpan().SequenceEqual(actual[name]), $"'{name}' differs.");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
