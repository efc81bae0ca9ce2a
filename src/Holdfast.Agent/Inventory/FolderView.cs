using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Inventory;

/// <summary>Shows folders of this computer, so that somebody can choose what to protect.</summary>
internal static class FolderView
{
    internal const int MostEntries = 10_000;

    /// <summary>Children of a folder, folders first; of an empty path the roots.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.PathNotFound"/>, <see cref="ErrorCode.PathNotAccessible"/>.</exception>
    internal static Listing List(string path)
    {
        if (path.Length == 0) return Roots();
        var folder = new DirectoryInfo(Full(path));
        if (!folder.Exists) throw new HoldfastException(ErrorCode.PathNotFound, $"There is no folder {path}.");
        try
        {
            var found = folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false })
                .Take(MostEntries + 1).Select(Entry).ToList();
            var listing = new Listing { Cut = found.Count > MostEntries };
            listing.Entries.AddRange(found.Take(MostEntries).OrderBy(entry => !entry.IsFolder).ThenBy(entry => entry.Name, StringComparer.Ordinal));
            return listing;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new HoldfastException(ErrorCode.PathNotAccessible, failure.Message, inner: failure);
        }
    }

    internal static PathState State(string path)
    {
        var full = Full(path);
        if (Directory.Exists(full)) return new PathState { Path = full, Exists = true, IsFolder = true };
        var file = new FileInfo(full);
        return new PathState { Path = full, Exists = file.Exists, Size = file.Exists ? file.Length : 0 };
    }

    private static Listing Roots()
    {
        var listing = new Listing();
        if (!OperatingSystem.IsWindows()) listing.Entries.Add(new Entry { Name = "/", Path = "/", IsFolder = true });
        else listing.Entries.AddRange(DriveInfo.GetDrives().Where(drive => drive.IsReady).Select(drive => new Entry { Name = drive.Name, Path = drive.Name, IsFolder = true }));
        return listing;
    }

    private static string Full(string path) =>
        Path.IsPathFullyQualified(path) ? Path.GetFullPath(path) : throw new HoldfastException(ErrorCode.PathNotFound, $"'{path}' is not an absolute path.");

    private static Entry Entry(FileSystemInfo info) => new()
    {
        // A link to a folder is shown as what it is: nothing is followed.
        Name = info.Name, Path = info.FullName, IsFolder = info is DirectoryInfo && info.LinkTarget is null, Size = info is FileInfo file && file.LinkTarget is null ? file.Length : 0,
        Modified = info.LastWriteTimeUtc.Ticks - DateTimeOffset.UnixEpoch.Ticks,
    };
}
