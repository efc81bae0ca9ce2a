using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Applications;

/// <summary>Folders that workloads work in: one of a run's own, removed afterwards, and one of each datasource that stays. For this account alone.</summary>
public sealed class ApplicationFolders(string dataDirectory)
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string root = Path.Combine(dataDirectory, "applications");

    private string ScratchRoot => Path.Combine(root, "scratch");

    /// <summary>Removes what an earlier process left in scratch folders.</summary>
    /// <returns>Why it could not, which hinders nobody; null where it could.</returns>
    public Exception? Clear()
    {
        try
        {
            if (Directory.Exists(ScratchRoot)) Directory.Delete(ScratchRoot, recursive: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure;
        }
    }

    /// <summary>An empty folder until the result is disposed.</summary>
    public ScratchFolder Scratch() => new(Made(Path.Combine(ScratchRoot, Guid.CreateVersion7().ToString("N"))));

    /// <summary>The folder of a datasource that stays.</summary>
    public string Keep(string sourceId) => Made(Path.Combine(root, "keep", sourceId));

    /// <summary>Removes what was kept of a datasource that is gone.</summary>
    public void Forget(string sourceId)
    {
        var folder = Path.Combine(root, "keep", sourceId);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private string Made(string folder)
    {
        try
        {
            foreach (var part in (string[])[root, Path.GetDirectoryName(folder)!, folder])
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(part);
                // One that was there already keeps its mode otherwise.
                else if (Directory.CreateDirectory(part, Own).UnixFileMode != Own) File.SetUnixFileMode(part, Own);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.WriteFailed, $"{folder} could not be made: {failure.Message}", inner: failure);
        }
    }
}
