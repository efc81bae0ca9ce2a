using Microsoft.Extensions.Logging;

namespace Holdfast.Hosting;

/// <summary>Writes one category to the log file. Of ASP.NET only warnings and worse: its information would name every request.</summary>
internal sealed class FileLogger(FileLog log, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) log.Write(logLevel, category, formatter(state, exception), exception);
    }
}
