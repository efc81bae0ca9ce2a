using System.Buffers;
using System.Text;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Files.Windows.Streams;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.Tests.WindowsFiles;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Tests.SystemState.Support;

/// <summary>What Windows tells of files in a shadow copy: a descriptor that names its object, and a stream.</summary>
internal sealed class SystemFiles(IWindowsFiles files) : IWindowsFileApi
{
    public const FileAttributes Attributes = FileAttributes.Hidden | FileAttributes.System;

    /// <summary>Told of each object that is asked for; may throw.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Number of the file, its volume's, and how many names it has; where it is none that was added, it has one name.</summary>
    public Dictionary<string, (UInt128 Id, ulong Volume, uint Links)> Linked { get; } = new(StringComparer.OrdinalIgnoreCase);

    public WindowsObject Look(string path)
    {
        Before?.Invoke(path);
        var (id, volume, links) = Linked.FirstOrDefault(file => path.EndsWith(file.Key, StringComparison.OrdinalIgnoreCase)).Value is { Links: > 0 } found ? found : (9, 7ul, 1u);
        return new WindowsObject(Attributes | (files.Length(path) is null ? FileAttributes.Directory : 0), files.Length(path) ?? 0, 133_000_000_000_000_000, 133_000_000_000_000_001, 132_000_000_000_000_000, id, volume, links) { Streams = [("zone", 4), ("long", 64 << 20)] };
    }

    public IBackupBytes OpenStreams(string path)
    {
        Before?.Invoke(path);
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new BackupStreamWriter(bytes);
        writer.Write(BackupStreamKind.Security, Descriptor(path));
        writer.Write(BackupStreamKind.AlternateData, "zone"u8, BackupStreamHeader.FullName("zone"));
        return new StandInBytes(bytes.WrittenSpan.ToArray());
    }

    public static byte[] Descriptor(string path) => Encoding.UTF8.GetBytes($"of {path[(path.LastIndexOf('\\') + 1)..].ToLowerInvariant()}");

    public IEnumerable<string> List(string folder) => throw new NotSupportedException();

    public SafeFileHandle OpenContent(string path) => throw new NotSupportedException();

    public SafeFileHandle OpenEncrypted(string path) => throw new NotSupportedException();

    public IReadOnlyList<ByteRange>? DataRanges(SafeFileHandle file, long length) => throw new NotSupportedException();

    public RegistryFacts Registry() => throw new NotSupportedException();

    public void WriteStreams(string path, ReadOnlyMemory<byte> streams, bool withSecurity) => throw new NotSupportedException();

    public void Link(string path, string existing) => throw new NotSupportedException();

    public void MakeSparse(SafeFileHandle file) => throw new NotSupportedException();

    public void WriteEncrypted(string path, Stream raw) => throw new NotSupportedException();
}
