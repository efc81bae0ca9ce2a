using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Files.Windows.Streams;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>
/// What the source and the target of Windows need of the platform: calls one by one, with the rights of a backup operator. Paths are full ones of Windows, also of a shadow copy's device. Failures are
/// <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>. Thread-safe.
/// </summary>
public interface IWindowsFileApi
{
    /// <summary>Names in a folder, in any order.</summary>
    IEnumerable<string> List(string folder);

    /// <summary>No link is followed.</summary>
    WindowsObject Look(string path);

    /// <summary>A file's content, or that of a stream as PATH:STREAM. What the volume deduplicates or compresses is given whole.</summary>
    SafeFileHandle OpenContent(string path);

    /// <summary>The raw form of an encrypted file, as a file that is gone when it is closed.</summary>
    SafeFileHandle OpenEncrypted(string path);

    /// <summary>All streams of an object, of a link those of the link.</summary>
    IBackupBytes OpenStreams(string path);

    /// <summary>Ranges that hold data, ascending; null where the volume does not tell.</summary>
    IReadOnlyList<ByteRange>? DataRanges(SafeFileHandle file, long length);

    /// <summary>What the registry says now.</summary>
    RegistryFacts Registry();

    /// <summary>Gives an object streams, as BackupWrite takes them.</summary>
    /// <param name="withSecurity">Owner and access list are among them.</param>
    void WriteStreams(string path, ReadOnlyMemory<byte> streams, bool withSecurity);

    /// <summary>Makes another name of a file.</summary>
    void Link(string path, string existing);

    /// <summary>Makes a file with holes where nothing is written.</summary>
    void MakeSparse(SafeFileHandle file);

    /// <summary>Makes an encrypted file of its raw form.</summary>
    void WriteEncrypted(string path, Stream raw);
}
