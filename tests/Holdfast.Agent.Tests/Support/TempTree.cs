using System.Runtime.InteropServices;

namespace Holdfast.Agent.Tests.Support;

/// <summary>A folder of its own for one test.</summary>
internal sealed partial class TempTree : IDisposable
{
    public TempTree() => Root = Directory.CreateTempSubdirectory("holdfast-agent-").FullName;

    public string Root { get; }

    public string this[string relative] => Path.Combine(Root, relative);

    public void Write(string relative, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], content);
    }

    /// <summary>Bytes that a seed repeats.</summary>
    public static byte[] Content(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Small files in a few folders, some empty, some compressible.</summary>
    public void WriteMany(int count, int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var content = Content(random.Next(), random.Next(20) == 0 ? 0 : random.Next(1, 6000));
            if (i % 2 == 0) content.AsSpan(content.Length / 4).Fill((byte)(i % 251));
            Write($"folder-{i % 7}/file-{i:D5}", content);
        }
    }

    public void CopyTo(TempTree other)
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            other.Write(Path.GetRelativePath(Root, file), File.ReadAllBytes(file));
    }

    public void HardLink(string existing, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        Assert.Equal(0, Link(this[existing], this[name]));
    }

    public SortedDictionary<string, byte[]> Files()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)) files.Add(Path.GetRelativePath(Root, file), File.ReadAllBytes(file));
        return files;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
