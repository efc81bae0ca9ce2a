using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>Makes the bytes that BackupWrite takes: the reverse of <see cref="BackupStreamReader"/>. One thread.</summary>
public sealed class BackupStreamWriter(IBufferWriter<byte> output)
{
    private const int Piece = 1 << 20;
    private long _left;

    /// <summary>Begins a stream, of which exactly its size must follow.</summary>
    /// <exception cref="InvalidOperationException">The one before is not complete.</exception>
    /// <exception cref="ArgumentException">No stream could look like this.</exception>
    public void Begin(BackupStreamHeader stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Finish();
        var name = MemoryMarshal.AsBytes(stream.Name.AsSpan());
        var isBlock = stream.Kind == BackupStreamKind.SparseBlock;
        if (stream.Size < 0 || stream.Offset < 0 || name.Length > BackupStreamHeader.LongestName || (name.Length == 0) == (stream.Kind == BackupStreamKind.AlternateData) || (stream.Offset != 0 && !isBlock))
            throw new ArgumentException($"{stream} is none that Windows would take.", nameof(stream));
        var length = BackupStreamHeader.FixedLength + name.Length + (isBlock ? BackupStreamHeader.OffsetLength : 0);
        var header = output.GetSpan(length)[..length];
        BinaryPrimitives.WriteInt32LittleEndian(header, (int)stream.Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)stream.Traits);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], stream.Size + (isBlock ? BackupStreamHeader.OffsetLength : 0));
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], name.Length);
        name.CopyTo(header[BackupStreamHeader.FixedLength..]);
        if (isBlock) BinaryPrimitives.WriteInt64LittleEndian(header[^BackupStreamHeader.OffsetLength..], stream.Offset);
        output.Advance(length);
        _left = stream.Size;
    }

    /// <summary>Data of the stream that began last.</summary>
    /// <exception cref="InvalidOperationException">More than its size.</exception>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (data.Length > _left) throw new InvalidOperationException($"{data.Length} bytes for a stream that takes {_left} more.");
        _left -= data.Length;
        while (!data.IsEmpty)
        {
            var length = Math.Min(data.Length, Piece);
            output.Write(data[..length]);
            data = data[length..];
        }
    }

    /// <summary>A stream as a whole.</summary>
    public void Write(BackupStreamKind kind, ReadOnlySpan<byte> data, string name = "", BackupStreamTraits traits = BackupStreamTraits.None)
    {
        Begin(new BackupStreamHeader(kind, traits, data.Length, name));
        Write(data);
    }

    /// <exception cref="InvalidOperationException">The stream that began last is not complete.</exception>
    public void Finish()
    {
        if (_left > 0) throw new InvalidOperationException($"{_left} bytes of the stream before are missing.");
    }
}
