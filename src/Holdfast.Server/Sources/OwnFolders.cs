using Holdfast.Server.Engine;

namespace Holdfast.Server.Sources;

/// <summary>Where Holdfast keeps its own data: the data folder, the scratch folder, the pool's disks, and a vault that is a folder. None is ever backed up or recovered into.</summary>
internal sealed class OwnFolders(IEngine engine, string dataDirectory, string? scratch = null)
{
    internal IEnumerable<string> All()
    {
        yield return dataDirectory;
        if (scratch is not null) yield return scratch;
        foreach (var disk in engine.Disks) yield return disk.Path;
        if (engine.Contact.Address is { } address && Path.IsPathFullyQualified(address)) yield return address;
    }

    /// <summary>True where the path is one of them or lies within one, also by way of symbolic links.</summary>
    internal bool Hold(string path)
    {
        var real = SourcePath.Real(path);
        return All().Any(own => SourcePath.IsWithin(path, own) || SourcePath.IsWithin(real, SourcePath.Real(own)));
    }

    /// <summary>Those within a folder, relative to it.</summary>
    internal IEnumerable<string> Within(string folder)
    {
        var root = SourcePath.Real(folder);
        return All().Select(SourcePath.Real).Where(own => own != root && SourcePath.IsWithin(own, root)).Select(own => own[(root.Length == 1 ? 1 : root.Length + 1)..]);
    }
}
