using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Transports;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Writes a log to the disk as it comes; it counts as taken only when it would survive a power failure.</summary>
internal sealed class KeptLogReceiver : IDurableReceiver, IDisposable
{
    private readonly string _part;
    private readonly string _log;
    private readonly SafeFileHandle _file;
    private readonly IWorkloadProgress _progress;
    private readonly MediaReader _reader = new();
    private MalformedFileException? _malformed;
    private long _length;

    public KeptLogReceiver(KeptLogs logs, string name, IWorkloadProgress progress)
    {
        (_part, _log, _progress) = (logs.PartPath(name), logs.LogPath(name), progress);
        Directory.CreateDirectory(Path.GetDirectoryName(_part)!);
        _file = File.OpenHandle(_part, FileMode.CreateNew, FileAccess.Write);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>What the log is; null where it does not follow the format.</summary>
    public MediaReport? Report { get; private set; }

    public MalformedFileException? Malformed => _malformed;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
        _progress.Read(bytes.Length);
        if (_malformed is not null) return;
        try
        {
            _reader.Push(bytes);
        }
        catch (MalformedFileException malformed)
        {
            _malformed = malformed;
        }
    }

    public void Sync() => DurableFile.Sync(_file, _part);

    public void Complete()
    {
        Sync();
        _file.Dispose();
        File.Move(_part, _log);
        DurableFile.SyncDirectory(Path.GetDirectoryName(_log)!);
        if (_malformed is not null) return;
        try
        {
            Report = _reader.Complete();
        }
        catch (MalformedFileException malformed)
        {
            _malformed = malformed;
        }
    }

    /// <summary>What is there of it stays until the next run looks: SQL Server keeps the log that it could not hand over.</summary>
    public void Abort() => Dispose();

    public void Dispose() => _file.Dispose();
}
