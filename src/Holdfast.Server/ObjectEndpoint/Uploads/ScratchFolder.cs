using Holdfast.Server.ObjectEndpoint.Bodies;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>Parts that came before their turn and found no room in memory. Files are the owner's alone and gone when they are closed; what a killed server left goes at the next start. Thread-safe.</summary>
internal sealed class ScratchFolder
{
    private readonly string path;
    private readonly long mostBytes;
    private readonly int mostFiles;
    private readonly Lock gate = new();
    private long bytes;
    private int files;

    internal ScratchFolder(string path, long mostBytes, int mostFiles)
    {
        (this.path, this.mostBytes, this.mostFiles) = (path, mostBytes, mostFiles);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    internal int Files
    {
        get
        {
            lock (gate) return files;
        }
    }

    /// <summary>Takes a part's bytes, and leaves the part to the caller. Null where there is no more room.</summary>
    /// <exception cref="IOException">The file system takes it not.</exception>
    internal ScratchFile? TryKeep(PartBuffer part)
    {
        lock (gate)
        {
            if (files == mostFiles || part.Length > mostBytes - bytes) return null;
            files++;
            bytes += part.Length;
        }
        try
        {
            return ScratchFile.Write(Create(), part, () => Leave(part.Length));
        }
        catch
        {
            Leave(part.Length);
            throw;
        }
    }

    private FileStream Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0, Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(path, Guid.NewGuid().ToString("N")), options);
        // Without a name nothing is left of it, however this process ends.
        if (!OperatingSystem.IsWindows()) File.Delete(file.Name);
        return file;
    }

    private void Leave(long length)
    {
        lock (gate)
        {
            files--;
            bytes -= length;
        }
    }
}
