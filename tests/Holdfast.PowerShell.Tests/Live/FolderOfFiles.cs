namespace Holdfast.PowerShell.Tests.Live;

/// <summary>A folder with a few files on this computer, which a test may protect.</summary>
internal sealed class FolderOfFiles : IDisposable
{
    internal FolderOfFiles()
    {
        Path = Directory.CreateTempSubdirectory("holdfast-files-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "inner"));
        File.WriteAllText(System.IO.Path.Combine(Path, "inner", "note.txt"), "what is kept");
        File.WriteAllText(System.IO.Path.Combine(Path, "big.bin"), new string('b', 100_000));
    }

    internal string Path { get; }

    /// <summary>What a datasource of it is called.</summary>
    internal string Name => System.IO.Path.GetFileName(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
