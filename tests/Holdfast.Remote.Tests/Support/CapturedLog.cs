using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Holdfast.Remote.Tests.Support;

/// <summary>Keeps what is logged, with all exceptions.</summary>
internal sealed class CapturedLog : ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");
}
