using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Hosting;

/// <summary>Writes one category to the agent's log.</summary>
internal sealed class AgentLogger(AgentLog log, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) log.Write(logLevel, category, formatter(state, exception), exception);
    }
}
