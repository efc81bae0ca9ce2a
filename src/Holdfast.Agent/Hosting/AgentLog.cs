using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Hosting;

/// <summary>The agent's log: one line an event in DIR/logs/agent.log, and one older file; at most about 8 MiB each.</summary>
internal sealed class AgentLog(string folder, TimeProvider time) : ILoggerProvider
{
    private const long LargestFile = 8 << 20;
    private readonly Lock gate = new();
    private readonly string path = Path.Combine(folder, "agent.log");
    private FileStream? file;

    public ILogger CreateLogger(string categoryName) => new AgentLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
    }

    internal void Write(LogLevel level, string category, string message, Exception? failure)
    {
        var line = new StringBuilder(message.Length + 64)
            .Append(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ')
            .Append(level).Append(' ').Append(category).Append(": ");
        foreach (var character in message) line.Append(char.IsControl(character) ? ' ' : character);
        if (failure is not null) line.Append(Environment.NewLine).Append(failure);
        var bytes = Encoding.UTF8.GetBytes(line.Append(Environment.NewLine).ToString());
        lock (gate)
        {
            file ??= Open();
            if (file.Length > LargestFile)
            {
                file.Dispose();
                File.Move(path, path + ".1", overwrite: true);
                file = Open();
            }
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
}
