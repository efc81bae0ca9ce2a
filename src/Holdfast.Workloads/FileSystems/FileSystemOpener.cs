using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Reads one kind of file system.</summary>
/// <param name="Kinds">The words by which <see cref="Disks.Partitions.VolumeKind"/> tells it.</param>
/// <param name="Open">Reads what is needed to find the root directory. Takes the volume, for content, and the same through a cache, for all else. Throws <see cref="Inspection.MalformedFileException"/>, <see cref="NotSupportedException"/>, or <see cref="IOException"/>.</param>
internal sealed record FileSystemOpener(IReadOnlyList<string> Kinds, Func<IByteSource, IByteSource, IFileSystem> Open);
