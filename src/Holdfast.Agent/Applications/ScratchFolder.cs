namespace Holdfast.Agent.Applications;

/// <summary>A folder of one run, removed when it is disposed.</summary>
public sealed class ScratchFolder(string path) : IDisposable
{
    public string Path => path;

    /// <summary>What cannot be removed now is removed when the server starts again.</summary>
    public Exception? NotRemoved { get; private set; }

    public void Dispose()
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            NotRemoved = failure;
        }
    }
}
