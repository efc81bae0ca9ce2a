using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Holdfast.Hosting;

/// <summary>
/// A program's log: one line an event in a file, and one older file; never more than about twice <see cref="LargestFile"/> bytes.
/// Nothing of requests but method and path is ever logged, so no secret gets here.
/// </summary>
public sealed class FileLog : ILoggerProvider
{
    /// <summary>Bytes after which a file is put aside.</summary>
    public const long LargestFile = 8 << 20;

    private readonly Lock gate = new();
    private readonly string path;
    private readonly TimeProvider time;
    private FileStream file;

    /// <param name="path">In a folder that is there.</param>
    public FileLog(string path, TimeProvider time)
    {
        (this.path, this.time) = (path, time);
        file = Open();
    }

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        lock (gate) file.Dispose();
    }

    internal void Write(LogLevel level, string category, string message, Exception? failure)
    {
        var line = new StringBuilder(message.Length + 64)
            .Append(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ')
            .Append(level).Append(' ').Append(category).Append(": ");
        foreach (var c in message) line.Append(char.IsControl(c) ? ' ' : c);
        if (failure is not null) line.Append(Environment.NewLine).Append(failure);
        line.Append(Environment.NewLine);
        var bytes = Encoding.UTF8.GetBytes(line.ToString());
        lock (gate)
        {
            if (file.Length > LargestFile) Rotate();
            file.Write(bytes);
            file.Flush();
        }
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private void Rotate()
    {
        file.Dispose();
        File.Move(path, path + ".1", overwrite: true);
        file = Open();
    }
}
