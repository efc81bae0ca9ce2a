using System.ComponentModel;
using System.Runtime.Versioning;
using Holdfast.Workloads.Disks;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.SystemState;

/// <summary>A disk or a volume by its device: reads whole sectors, as devices demand it. Owns the handle.</summary>
[SupportedOSPlatform("windows")]
internal sealed class DeviceDisk(SafeFileHandle device, long length, int sectorLength) : IDisk
{
    private const int EndOfFile = 38; // ERROR_HANDLE_EOF

    public long Length => length;

    public int SectorLength => sectorLength;

    public void Read(long offset, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset > length - buffer.Length) throw new EndOfStreamException($"{buffer.Length} bytes at {offset} were asked for, of {length}.");
        var before = (int)(offset % sectorLength);
        if (before == 0 && buffer.Length % sectorLength == 0)
        {
            Fill(offset, buffer);
            return;
        }
        var whole = new byte[(before + buffer.Length + sectorLength - 1) / sectorLength * sectorLength];
        Fill(offset - before, whole);
        whole.AsSpan(before, buffer.Length).CopyTo(buffer);
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        var start = Math.Clamp(range.Offset, 0, length);
        var end = Math.Clamp(range.End, start, length);
        return end > start ? [new ByteRange(start, end - start)] : [];
    }

    /// <summary>Of a volume: reads its last sectors as well. Where a file system does not know of it, they are read or refused as Windows likes.</summary>
    public unsafe void ReadBehindFileSystem()
    {
        uint returned;
        _ = DiskApi.DeviceIoControl(device, DiskApi.BehindFileSystem, null, 0, null, 0, &returned, 0);
    }

    public void Dispose() => device.Dispose();

    private void Fill(long offset, Span<byte> sectors)
    {
        while (!sectors.IsEmpty)
        {
            var got = Once(offset, sectors);
            if (got == 0) throw new EndOfStreamException($"The device ends at byte {offset}, before {length}.");
            sectors = sectors[got..];
            offset += got;
        }
    }

    /// <summary>By the place alone: the runtime asks a handle first whether it can be sought in, and not every device says so.</summary>
    private unsafe int Once(long offset, Span<byte> sectors)
    {
        var place = new NativeOverlapped { OffsetLow = unchecked((int)offset), OffsetHigh = (int)(offset >> 32) };
        uint read;
        fixed (byte* buffer = sectors)
            if (DiskApi.ReadFile(device, buffer, (uint)sectors.Length, &read, &place) != 0) return (int)read;
        var reason = new Win32Exception();
        return reason.NativeErrorCode == EndOfFile ? 0 : throw new IOException($"The device cannot be read at byte {offset}: {reason.Message}", reason);
    }
}
