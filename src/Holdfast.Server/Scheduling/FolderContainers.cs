using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Scheduling;

/// <summary>Folders of this computer: each sub-folder is a datasource. Symbolic links and Holdfast's own data are none.</summary>
internal sealed class FolderContainers(OwnFolders own) : IAutoProtection
{
    public bool Knows(AutoProtection container) =>
        string.Equals(container.Server, SourceRegistry.LocalServer, StringComparison.OrdinalIgnoreCase) && Path.IsPathFullyQualified(container.Path);

    public IReadOnlyList<Discovered> Find(AutoProtection container)
    {
        var folder = SourcePath.Check(container.Path, own);
        var options = container.Options.ToDictionary(option => option.Name, option => option.Value);
        ChosenFiles.Check(folder, options);
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateDirectories().Where(child => child.LinkTarget is null && !own.Hold(child.FullName))
                .OrderBy(child => child.Name, StringComparer.Ordinal).Select(child => new Discovered(SourceRegistry.LocalServer, child.FullName) { Options = options })];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.PathNotAccessible, $"{folder} cannot be read: {failure.Message}", inner: failure);
        }
    }
}
