using System.Globalization;
using System.Text;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>A script of cmd.exe, line by line. Whatever is given to it was checked to be plain letters and numbers.</summary>
internal sealed class ScriptText
{
    private readonly StringBuilder _text = new();

    public ScriptText Line(string line = "")
    {
        _text.Append(line).Append("\r\n");
        return this;
    }

    /// <summary>A command after which a failure ends the script.</summary>
    /// <param name="failsFrom">Lowest exit code that is a failure.</param>
    public ScriptText Step(string command, int failsFrom = 1) => Line(command).Line(string.Create(CultureInfo.InvariantCulture, $"if errorlevel {failsFrom} goto failed"));

    public override string ToString() => _text.ToString();
}
