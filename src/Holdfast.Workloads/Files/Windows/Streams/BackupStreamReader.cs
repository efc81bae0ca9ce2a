using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>
/// Takes the bytes of BackupRead apart, in whatever pieces they come, without copying content. Layout: WIN32_STREAM_ID, the name, and for a sparse block its offset, then the data; streams follow one another
/// without padding. One thread.
/// </summary>
public sealed class BackupStreamReader
{
    private readonly byte[] _gathered = new byte[BackupStreamHeader.FixedLength + BackupStreamHeader.LongestName + BackupStreamHeader.OffsetLength];
    private int _held;
    private int _wanted = BackupStreamHeader.FixedLength;
    private long _left;
    private bool _hasContent;

    /// <summary>The stream that was announced last; null before the first.</summary>
    public BackupStreamHeader? Stream { get; private set; }

    /// <summary>Where the data that was given last belongs in the content of its stream, bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes of the stream that have not been given yet.</summary>
    public long Left => _left;

    private long NextOffset { get; set; }

    /// <summary>One step.</summary>
    /// <param name="input">What was used is cut off.</param>
    /// <param name="data">Part of the input; empty unless the step is <see cref="BackupStreamStep.Data"/>.</param>
    /// <exception cref="MalformedFileException">At <see cref="Position"/> stands no stream of BackupRead.</exception>
    public BackupStreamStep Read(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (_left > 0) return ReadData(ref input, out data);
        while (Gather(ref input))
        {
            if (!IsWhole()) continue;
            Announce();
            return BackupStreamStep.Header;
        }
        return BackupStreamStep.NeedsInput;
    }

    /// <summary>Says that bytes of the stream are passed over and will not be in the input.</summary>
    /// <param name="length">At most <see cref="Left"/>.</param>
    public void Skip(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _left);
        NextOffset += length;
        Position += length;
        _left -= length;
    }

    /// <summary>Says that no more input comes.</summary>
    /// <exception cref="MalformedFileException">It ends within a stream.</exception>
    public void Finish()
    {
        if (_left > 0) throw new MalformedFileException(Position, $"{_left} more bytes of {Stream!.Kind}", "the end");
        if (_held > 0) throw new MalformedFileException(Position, "the rest of a stream's header", "the end");
    }

    private BackupStreamStep ReadData(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> data)
    {
        var length = (int)Math.Min(_left, input.Length);
        data = input[..length];
        input = input[length..];
        Offset = NextOffset;
        NextOffset += length;
        Position += length;
        _left -= length;
        return length > 0 ? BackupStreamStep.Data : BackupStreamStep.NeedsInput;
    }

    private bool Gather(ref ReadOnlySpan<byte> input)
    {
        var length = Math.Min(_wanted - _held, input.Length);
        input[..length].CopyTo(_gathered.AsSpan(_held));
        input = input[length..];
        _held += length;
        Position += length;
        return _held == _wanted;
    }

    /// <summary>Finds out, as far as it is there, how long the header is.</summary>
    private bool IsWhole()
    {
        if (_held > BackupStreamHeader.FixedLength) return true;
        var start = Position - _held;
        var kind = (BackupStreamKind)(int)Math.Min(Number(0), int.MaxValue);
        if (!Enum.IsDefined(kind)) throw new MalformedFileException(start, "a kind of stream from 1 to 10", Number(0).ToString(CultureInfo.InvariantCulture));
        var name = Number(16);
        if (name > BackupStreamHeader.LongestName || name % 2 != 0 || (name == 0) == (kind == BackupStreamKind.AlternateData))
            throw new MalformedFileException(start + 16, kind == BackupStreamKind.AlternateData ? "the length of a stream's name" : "no name", $"{name} bytes");
        if (kind == BackupStreamKind.SparseBlock && !_hasContent) throw new MalformedFileException(start, "a stream that has parts", "a part");
        _wanted = BackupStreamHeader.FixedLength + (int)name + (kind == BackupStreamKind.SparseBlock ? BackupStreamHeader.OffsetLength : 0);
        return _held == _wanted;
    }

    private void Announce()
    {
        var start = Position - _held;
        var kind = (BackupStreamKind)Number(0);
        var size = BinaryPrimitives.ReadInt64LittleEndian(_gathered.AsSpan(8));
        long offset = 0;
        if (kind == BackupStreamKind.SparseBlock)
        {
            size = size >= BackupStreamHeader.OffsetLength ? size - BackupStreamHeader.OffsetLength : -1;
            offset = BinaryPrimitives.ReadInt64LittleEndian(_gathered.AsSpan(_held - BackupStreamHeader.OffsetLength));
        }
        if (size < 0 || offset < 0 || offset > long.MaxValue - size) throw new MalformedFileException(start + 8, "the size of a stream", $"{size} bytes at {offset}");
        var name = Encoding.Unicode.GetString(_gathered.AsSpan(BackupStreamHeader.FixedLength, (int)Number(16)));
        var stream = new BackupStreamHeader(kind, (BackupStreamTraits)Number(4), size, name, offset);
        if (!stream.IsContent && size > BackupStreamHeader.LongestMetadata) throw new MalformedFileException(start + 8, $"at most {BackupStreamHeader.LongestMetadata} bytes of {kind}", $"{size} bytes");
        _hasContent = stream.IsContent;
        (Stream, _left, NextOffset, Offset) = (stream, size, offset, offset);
        (_held, _wanted) = (0, BackupStreamHeader.FixedLength);
    }

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_gathered.AsSpan(at));
}
