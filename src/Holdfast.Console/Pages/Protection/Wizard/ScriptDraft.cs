using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>A program and its arguments, one a line.</summary>
internal static class ScriptDraft
{
    internal static string Text(ScriptInfo? script) => string.Join('\n', script?.Arguments ?? []);

    internal static ScriptInfo? Info(string lines, int timeout) =>
        lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } arguments ? new ScriptInfo(arguments, timeout) : null;
}
