using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Reads a file system on a partition without mounting it. Never writes. Thread-safe.</summary>
public interface IFileSystem
{
    /// <summary>The word for it in commands and answers, such as ntfs or ext4.</summary>
    string Kind { get; }

    /// <summary>The volume's label; null where it has none.</summary>
    string? Label { get; }

    /// <summary>The root directory.</summary>
    FileEntry Root { get; }

    /// <summary>Children of a directory in the file system's order, without "." and "..".</summary>
    /// <exception cref="Inspection.MalformedFileException">The file system is damaged there; offsets count from its first byte.</exception>
    IEnumerable<FileEntry> List(FileEntry directory);

    /// <summary>One child by name, as the file system compares names; null where there is none.</summary>
    FileEntry? Find(FileEntry directory, string name);

    /// <summary>Content of a file, or of one of its named streams.</summary>
    /// <exception cref="Inspection.MalformedFileException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">Its content is kept in a way that cannot be read here (encrypted, for example); the message says which.</exception>
    IByteSource OpenRead(FileEntry file, string? stream = null);

    /// <summary>Where on the partition the content of a file lies, in the order of the file; empty where it lies inside its record.</summary>
    IReadOnlyList<ByteRange> Where(FileEntry file);

    /// <summary>What is written to another file system of a file or directory: owner, mode, attributes, streams, security descriptor, times.</summary>
    /// <param name="parent">Path of the directory it goes to.</param>
    Format.Items.Item Describe(FileEntry entry, byte[] parent, byte[] name);
}
