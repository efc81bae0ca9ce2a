using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Items;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>Content of a file, a stream, or the raw form of an encrypted file, with its holes.</summary>
internal sealed class WindowsFileReader : FileReader
{
    private readonly WindowsFileSource _source;
    private readonly Item _item;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly bool _isOwn;
    private IReadOnlyList<ByteRange>? _ranges;
    private long _length;
    private WindowsObject? _state;

    public WindowsFileReader(WindowsFileSource source, Item item, string path, SafeFileHandle file)
    {
        (_source, _item, _path, _file) = (source, item, path, file);
        _isOwn = WindowsMetadata.Of(item).Content is null;
        Restart();
    }

    public override long Length => _length;

    public override (long Start, long Length) NextData(long from)
    {
        if (from >= _length) return (_length, 0);
        if (_ranges is not { } ranges) return (from, _length - from);
        var (low, high) = (0, ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].End > from) high = middle;
            else low = middle + 1;
        }
        if (low == ranges.Count || ranges[low].Offset >= _length) return (_length, 0);
        var next = ranges[low];
        var start = Math.Max(from, next.Offset);
        return (start, Math.Min(next.End, _length) - start);
    }

    public override int Read(long offset, Span<byte> buffer)
    {
        try
        {
            return PortableDirectoryListing.ReadAll(_file, buffer, offset);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException(failure.Message, failure.HResult);
        }
    }

    public override bool IsUnchanged() => !_isOwn || _source.IsSnapshot || LookAgain() is not { } now || Same(now);

    public override void Restart()
    {
        var guard = _source.GuardSecond;
        if (_isOwn && LookAgain() is { } now) WindowsItems.Update(_item, _state = now);
        _length = RandomAccess.GetLength(_file);
        _ranges = _source.Api.DataRanges(_file, _length);
        _item.Size = _length;
        PortableDirectoryListing.MarkRacy(_item, guard);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
    }

    /// <summary>Null where its name is gone: it stays open, and nobody can open it any more to change it.</summary>
    private WindowsObject? LookAgain()
    {
        try
        {
            return _source.Api.Look(_path);
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            return null;
        }
    }

    private bool Same(WindowsObject now) => _state is { } then && (now.Id, now.Size, now.Modified, now.Changed) == (then.Id, then.Size, then.Modified, then.Changed);
}
