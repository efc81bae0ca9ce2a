using System.Buffers;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Streams;

namespace Holdfast.Workloads.Files.Windows.Items;

/// <summary>What only Windows has of an object: to the attributes of an item, and back to what BackupWrite takes.</summary>
public sealed class WindowsMetadata
{
    private const int Piece = 64 << 10;

    private readonly SortedDictionary<byte[], byte[]> _attributes = new(Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));

    /// <summary>Streams that are not kept, in words.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    /// <summary>The self-relative security descriptor; null where there is none.</summary>
    public byte[]? Security => Find(NtfsNames.Security);

    public byte[]? Reparse => Find(NtfsNames.Reparse);

    /// <summary>What the item's content is; null: the file's own.</summary>
    public string? Content
    {
        get => Find(NtfsNames.Content) is { } content ? Encoding.ASCII.GetString(content) : null;
        set => Put(NtfsNames.Content, value is null ? null : Encoding.ASCII.GetBytes(value));
    }

    /// <summary>Of a root: what its scan leaves for the next one.</summary>
    internal byte[]? Scan
    {
        get => Find(NtfsNames.Scan);
        set => Put(NtfsNames.Scan, value);
    }

    public bool IsEmpty => _attributes.Count == 0;

    /// <summary>Reads what BackupRead gives; content that is not kept in attributes is passed over.</summary>
    /// <exception cref="Inspection.MalformedFileException">It is not what BackupRead gives.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WindowsMetadata Read(IBackupBytes backup)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var gathered = new GatheredStreams();
        var reader = new BackupStreamReader();
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (backup.Read(buffer.AsSpan(0, Piece)) is > 0 and var got)
            {
                ReadOnlySpan<byte> input = buffer.AsSpan(0, got);
                for (var step = reader.Read(ref input, out var data); step != BackupStreamStep.NeedsInput; step = reader.Read(ref input, out data))
                {
                    if (step == BackupStreamStep.Header) gathered.Begin(reader.Stream!);
                    else gathered.Add(data);
                }
                if (gathered.Wants || reader.Left == 0) continue;
                var left = reader.Left;
                backup.Skip(left);
                reader.Skip(left);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        reader.Finish();
        return gathered.ToMetadata();
    }

    /// <summary>Which streams of an object are too long for attributes, or too many: they become items of their own.</summary>
    public static IEnumerable<(string Name, long Length)> Large(IReadOnlyList<(string Name, long Length)> streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var budget = new StreamBudget();
        return streams.Where(stream => !budget.Takes(stream.Length));
    }

    /// <summary>What an item has, whether it was kept on Windows, read from a volume, or recovered on Linux in between.</summary>
    public static WindowsMetadata Of(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var metadata = new WindowsMetadata();
        foreach (var attribute in item.Attributes ?? [])
            if (NtfsNames.FromAny(attribute.Name) is { } name) metadata._attributes[name] = attribute.Value;
        return metadata;
    }

    /// <summary>Gives an item these attributes beside those that it has.</summary>
    public void ApplyTo(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var others = (item.Attributes ?? []).Where(attribute => NtfsNames.FromAny(attribute.Name) is null);
        var all = others.Concat(_attributes.Select(pair => new ExtendedAttribute(pair.Key, pair.Value))).ToArray();
        Array.Sort(all, static (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        item.Attributes = all.Length == 0 ? null : all;
    }

    public void Set(string name, ReadOnlySpan<byte> value) => _attributes[PortableName.Encode(name)] = value.ToArray();

    /// <summary>What BackupWrite takes to give an object all of this, without content.</summary>
    /// <param name="withSecurity">Also owner and access list.</param>
    public byte[] ToBackup(bool withSecurity)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new BackupStreamWriter(bytes);
        if (withSecurity && Security is { } security) writer.Write(BackupStreamKind.Security, security, traits: BackupStreamTraits.ContainsSecurity);
        if (Find(NtfsNames.ExtendedAttributes) is { } extended) writer.Write(BackupStreamKind.ExtendedAttributes, extended);
        foreach (var (name, value) in _attributes)
            if (StreamName(name) is { } stream) writer.Write(BackupStreamKind.AlternateData, value, BackupStreamHeader.FullName(stream));
        if (Find(NtfsNames.ObjectId) is { } id) writer.Write(BackupStreamKind.ObjectId, id);
        if (Reparse is { } reparse) writer.Write(BackupStreamKind.Reparse, reparse);
        return bytes.WrittenSpan.ToArray();
    }

    internal void Tell(IReadOnlyList<string> left) => Left = left;

    // Text of attributes from elsewhere may be a name that Windows would read as something else.
    private static string? StreamName(byte[] name)
    {
        if (!name.AsSpan().StartsWith("holdfast.ntfs.stream:"u8)) return null;
        var text = PortableName.Decode(name.AsSpan(NtfsNames.Stream.Length));
        return text is { Length: > 0 and <= 255 } && text.AsSpan().IndexOfAny(@":\/") < 0 && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
    }

    private void Put(string name, byte[]? value)
    {
        if (value is null) _attributes.Remove(Encoding.ASCII.GetBytes(name));
        else Set(name, value);
    }

    private byte[]? Find(string name) => _attributes.GetValueOrDefault(Encoding.ASCII.GetBytes(name));
}
