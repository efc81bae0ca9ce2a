using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>A file that holds a volume, with a folder of its own beside it.</summary>
internal sealed class VolumeImage : IDisposable
{
    private readonly List<FileBytes> opened = [];

    public TempTree Folder { get; } = new();

    public string Path => Folder["volume"];

    public FileBytes Bytes()
    {
        var bytes = FileBytes.Open(Path);
        opened.Add(bytes);
        return bytes;
    }

    /// <summary>The file system as a disk without partitions holds it.</summary>
    public IFileSystem Open()
    {
        var volume = Assert.Single(DiskFiles.Open(new RawDisk(Bytes())).Volumes);
        Assert.True(volume.Files is not null, volume.Reason);
        return volume.Files;
    }

    public void Dispose()
    {
        foreach (var bytes in opened) bytes.Dispose();
        Folder.Dispose();
    }
}
