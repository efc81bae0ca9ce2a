namespace Holdfast.Store.Tests.Index;

/// <summary>A folder for one test, removed after it.</summary>
internal sealed class IndexFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("holdfast-index-").FullName;

    public IEnumerable<string> Files => Directory.GetFiles(Path).Where(file => System.IO.Path.GetFileName(file) != "lock").Order();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public IndexFolder Copy()
    {
        var copy = new IndexFolder();
        foreach (var file in Files) System.IO.File.Copy(file, copy.File(System.IO.Path.GetFileName(file)));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
