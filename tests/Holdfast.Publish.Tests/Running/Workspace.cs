namespace Holdfast.Publish.Tests.Running;

/// <summary>A folder for one test, gone afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("holdfast-publish-").FullName;

    internal string this[string relative] => Path.Combine(Root, relative);

    internal string Folder(string relative) => Directory.CreateDirectory(this[relative]).FullName;

    internal string Write(string relative, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], content);
        return this[relative];
    }

    /// <summary>Every file and folder below, with sizes and hashes of content.</summary>
    internal static string[] Fingerprint(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)
            + (Directory.Exists(path) ? "/" : " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Tool.Run("rm", "-rf", "--one-file-system", Root);
}
