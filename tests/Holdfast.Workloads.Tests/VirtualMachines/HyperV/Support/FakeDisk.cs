using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Disks.Vhdx;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>A disk of a machine in the model: its image is written when a checkpoint freezes it, and changes are tracked as Hyper-V does.</summary>
internal sealed class FakeDisk
{
    private readonly Dictionary<string, List<ByteRange>> _since = [];
    private List<ByteRange> _sinceCheckpoint = [];

    public required string Bus { get; init; }

    public int Controller { get; init; }

    public int Location { get; init; }

    public required string File { get; set; }

    public required byte[] Live { get; init; }

    public Guid Id { get; set; } = Guid.NewGuid();

    public bool IsShared { get; init; }

    /// <summary>Its image is there already, and stays as it is.</summary>
    public bool IsFrozenFile { get; init; }

    /// <summary>What is told about each id at the frozen moment.</summary>
    public Dictionary<string, List<ByteRange>> Frozen { get; private set; } = [];

    public bool IsVhd => File.EndsWith(".vhd", StringComparison.OrdinalIgnoreCase);

    public string Place => $@"CTRL-{Bus}-{Controller}\{Controller}\{Location}\L";

    public void Write(int offset, byte[] bytes)
    {
        bytes.CopyTo(Live, offset);
        foreach (var changes in _since.Values.Append(_sinceCheckpoint)) changes.Add(new ByteRange(offset, bytes.Length));
    }

    public void Freeze(string located)
    {
        (Frozen, _sinceCheckpoint) = (_since.ToDictionary(entry => entry.Key, entry => entry.Value.ToList()), []);
        if (IsFrozenFile) return;
        Directory.CreateDirectory(Path.GetDirectoryName(located)!);
        System.IO.File.Delete(located);
        using IDisposable writer = IsVhd ? WriteVhd(located) : WriteVhdx(located);
    }

    /// <summary>Tracks from the frozen moment on.</summary>
    public string Track(string id)
    {
        _since[id] = [.. _sinceCheckpoint];
        return id;
    }

    public void Forget(string id) => _since.Remove(id);

    private VhdxWriter WriteVhdx(string located)
    {
        var writer = new VhdxWriter(located, new VhdxLayout(Live.Length) { BlockLength = 1 << 20, DiskId = Id });
        writer.Write(0, Live);
        writer.Complete();
        return writer;
    }

    private VhdWriter WriteVhd(string located)
    {
        var writer = new VhdWriter(located, new VhdLayout(Live.Length), TimeProvider.System);
        writer.Write(0, Live);
        writer.Complete();
        return writer;
    }
}
