using System.Buffers.Binary;
using System.Runtime.Versioning;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Windows.ShadowCopies;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>USN journals by FSCTL_QUERY_USN_JOURNAL and FSCTL_READ_USN_JOURNAL. Never run on Windows yet.</summary>
[SupportedOSPlatform("windows")]
internal sealed class ChangeJournals : IChangeJournals
{
    private const int StateLength = 56, AskLength = 48, Buffer = 1 << 20, NextUsnLength = 8;

    public UsnJournalState? Query(string path)
    {
        var volume = WindowsFiles.VolumeOf(path);
        using var handle = Open(volume);
        return Query(handle, volume);
    }

    public void Read(string path, UsnPosition start, UsnRecordTaker take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(take);
        var volume = WindowsFiles.VolumeOf(path);
        using var handle = Open(volume);
        Span<byte> ask = stackalloc byte[AskLength];
        var buffer = new byte[Buffer];
        for (var next = start.NextUsn; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            ask.Clear();
            BinaryPrimitives.WriteInt64LittleEndian(ask, next);
            // All reasons; not only when the file is closed; without waiting; versions 2 to 4.
            BinaryPrimitives.WriteUInt32LittleEndian(ask[8..], uint.MaxValue);
            BinaryPrimitives.WriteUInt64LittleEndian(ask[32..], start.JournalId);
            BinaryPrimitives.WriteUInt16LittleEndian(ask[40..], 2);
            BinaryPrimitives.WriteUInt16LittleEndian(ask[42..], 4);
            var got = FileNative.Control(handle, FileNative.ReadUsnJournal, ask, buffer);
            if (got < 0) throw FileNative.Failure(volume, -got);
            if (got <= NextUsnLength) return;
            Take(buffer.AsSpan(NextUsnLength, got - NextUsnLength), volume, take);
            next = BinaryPrimitives.ReadInt64LittleEndian(buffer);
        }
    }

    private static void Take(ReadOnlySpan<byte> records, string volume, UsnRecordTaker take)
    {
        try
        {
            var reader = new UsnRecordReader(records, 0);
            while (reader.Next(out var record)) take(record);
        }
        catch (MalformedFileException fault)
        {
            throw new IOException($"The change journal of {volume} cannot be understood: {fault.Message}", fault);
        }
    }

    private static UsnJournalState? Query(SafeFileHandle handle, string volume)
    {
        var state = new byte[StateLength];
        var got = FileNative.Control(handle, FileNative.QueryUsnJournal, [], state);
        if (-got is FileNative.JournalNotActive or FileNative.InvalidFunction or FileNative.NotSupported) return null;
        if (got < StateLength) throw FileNative.Failure(volume, Math.Max(0, -got));
        using var root = FileNative.Open(volume, FileNative.ReadAttributes, 0);
        long Number(int at) => BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(at));
        return new UsnJournalState(ObjectLook.At(root, volume).Volume, unchecked((ulong)Number(0)), Number(8), Number(16), Number(24));
    }

    private static SafeFileHandle Open(string volume)
    {
        BackupRights.Enable();
        var name = volume.TrimEnd('\\');
        return FileNative.Open(name.StartsWith(@"\\", StringComparison.Ordinal) ? name : $@"\\.\{name}", FileNative.GenericRead, 0);
    }
}
