using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Files.Windows.Streams;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>BackupRead over an open object.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class BackupBytes(SafeFileHandle file, string path) : IBackupBytes
{
    private nint _context;

    public int Read(Span<byte> buffer)
    {
        uint got = 0;
        var context = _context;
        fixed (byte* to = buffer)
        {
            var done = FileNative.BackupRead(file, to, (uint)buffer.Length, &got, 0, withSecurity: 1, &context);
            _context = context;
            return done != 0 ? (int)got : throw FileNative.Failure(path, Marshal.GetLastPInvokeError());
        }
    }

    public void Skip(long length)
    {
        uint low = 0, high = 0;
        var context = _context;
        var done = FileNative.BackupSeek(file, (uint)(length & uint.MaxValue), (uint)(length >> 32), &low, &high, &context);
        _context = context;
        // It stops at the stream's end, which is where it was told to go, and says so by an error.
        var skipped = (long)(((ulong)high << 32) | low);
        if (done == 0 && skipped != length) throw FileNative.Failure(path, Marshal.GetLastPInvokeError());
    }

    public void Dispose()
    {
        var context = _context;
        uint got = 0;
        if (context != 0) _ = FileNative.BackupRead(file, null, 0, &got, abort: 1, withSecurity: 0, &context);
        _context = 0;
        file.Dispose();
    }
}
