using System.IO.Compression;
using System.Text.Json;

namespace Holdfast.Golden.Tests;

/// <summary>The golden data of one format version, unpacked into a temporary folder.</summary>
internal sealed class GoldenFolder : IDisposable
{
    private readonly string data;

    public GoldenFolder(string version)
    {
        data = Path.Combine(FindRoot(), "tests", "data", "format", version);
        Work = Directory.CreateTempSubdirectory("holdfast-golden-").FullName;
        ZipFile.ExtractToDirectory(Path.Combine(data, "pool.zip"), Path.Combine(Work, "pool"));
        ZipFile.ExtractToDirectory(Path.Combine(data, "vault-copy.zip"), Path.Combine(Work, "vault"));
    }

    public string Work { get; }

    public string Passphrase => File.ReadAllText(Path.Combine(data, "passphrase.txt")).TrimEnd('\n');

    public IReadOnlyList<GoldenItem> Items
    {
        get
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "newest-point.json")));
            return [.. document.RootElement.GetProperty("items").EnumerateArray().Select(GoldenItem.Read)];
        }
    }

    /// <summary>By rm: .NET cannot name, and so cannot delete, what is not UTF-8.</summary>
    public void Dispose()
    {
        using var remove = System.Diagnostics.Process.Start("rm", ["-rf", Work]);
        remove.WaitForExit();
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Holdfast.slnx"))) return folder;
        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
