using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Hosting;

/// <summary>
/// The service's log: one line an event in DIR/logs/vault-service.log, and one older file; never more than about twice <see cref="LargestFile"/> bytes. Of requests only method and path
/// are logged, so no secret gets here.
/// </summary>
internal sealed class ServiceLog : ILoggerProvider, ILogger
{
    private const long LargestFile = 8 << 20;
    private readonly Lock gate = new();
    private readonly string path;
    private readonly TimeProvider time;
    private FileStream file;

    /// <param name="folder">Is there.</param>
    internal ServiceLog(string folder, TimeProvider time)
    {
        this.time = time;
        path = Path.Combine(folder, "vault-service.log");
        file = Open();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var line = new StringBuilder(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ').Append(logLevel).Append(": ");
        foreach (var c in formatter(state, exception)) line.Append(char.IsControl(c) ? ' ' : c);
        if (exception is not null) line.Append(Environment.NewLine).Append(exception);
        line.Append(Environment.NewLine);
        var bytes = Encoding.UTF8.GetBytes(line.ToString());
        lock (gate)
        {
            if (file.Length > LargestFile) Rotate();
            file.Write(bytes);
            file.Flush();
        }
    }

    public void Dispose()
    {
        lock (gate) file.Dispose();
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
