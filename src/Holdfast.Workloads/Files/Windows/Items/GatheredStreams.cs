using Holdfast.Workloads.Files.Windows.Reparse;
using Holdfast.Workloads.Files.Windows.Streams;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Items;

/// <summary>Gathers the streams of one object that are small, in the order in which BackupRead gives them.</summary>
internal sealed class GatheredStreams
{
    private readonly WindowsMetadata _metadata = new();
    private readonly StreamBudget _budget = new();
    private readonly List<string> _left = [];
    private string? _name;
    private byte[] _value = [];
    private int _held;

    /// <summary>Whether the stream that began last is kept.</summary>
    public bool Wants => _name is not null;

    public void Begin(BackupStreamHeader stream)
    {
        if (stream.Kind == BackupStreamKind.SparseBlock)
        {
            Extend(stream);
            return;
        }
        End();
        _name = stream.Kind switch
        {
            BackupStreamKind.Security => NtfsNames.Security,
            BackupStreamKind.ExtendedAttributes => NtfsNames.ExtendedAttributes,
            BackupStreamKind.ObjectId => NtfsNames.ObjectId,
            BackupStreamKind.Reparse => NtfsNames.Reparse,
            BackupStreamKind.AlternateData => Alternate(stream),
            _ => null,
        };
        if (stream.Kind is BackupStreamKind.Property or BackupStreamKind.Transacted) _left.Add($"{stream.Kind} ({stream.Size} bytes)");
        if (_name is null) return;
        _value = new byte[stream.Size];
        _held = 0;
    }

    public void Add(ReadOnlySpan<byte> data)
    {
        if (_name is null) return;
        data.CopyTo(_value.AsSpan(_held));
        _held += data.Length;
    }

    public WindowsMetadata ToMetadata()
    {
        End();
        _metadata.Tell(_left);
        return _metadata;
    }

    private string? Alternate(BackupStreamHeader stream)
    {
        if (stream.PlainName is not { } plain)
        {
            _left.Add($"stream {stream.Name} ({stream.Size} bytes)");
            return null;
        }
        return _budget.Takes(stream.Size) ? NtfsNames.Stream + plain : null;
    }

    /// <summary>A named stream with holes comes empty, and then block by block.</summary>
    private void Extend(BackupStreamHeader block)
    {
        if (_name is null) return;
        if (block.Offset + block.Size > BackupStreamHeader.LongestMetadata)
        {
            // It is longer than an attribute, and thus an item of its own.
            _name = null;
            return;
        }
        _held = (int)block.Offset;
        if (_value.Length < _held + block.Size) Array.Resize(ref _value, _held + (int)block.Size);
    }

    private void End()
    {
        if (_name is { } name && (name != NtfsNames.Reparse || LeadsAway())) _metadata.Set(name, _value);
        _name = null;
    }

    /// <summary>Other reparse points say how content is kept at this place, such as deduplicated; it is read whole, and they would be lies beside it.</summary>
    private bool LeadsAway()
    {
        try
        {
            return ReparseBuffer.Read(_value).IsSurrogate;
        }
        catch (MalformedFileException fault)
        {
            _left.Add($"a reparse point: {fault.Message}");
            return false;
        }
    }
}
