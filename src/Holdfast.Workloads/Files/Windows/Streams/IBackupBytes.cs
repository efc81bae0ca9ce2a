namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>An object as BackupRead gives it. One thread.</summary>
public interface IBackupBytes : IDisposable
{
    /// <summary>The next bytes; 0 at the end.</summary>
    /// <exception cref="IOException">Windows refused.</exception>
    int Read(Span<byte> buffer);

    /// <summary>Passes over bytes of the present stream, no more than it has left.</summary>
    /// <exception cref="IOException">Windows refused.</exception>
    void Skip(long length);
}
