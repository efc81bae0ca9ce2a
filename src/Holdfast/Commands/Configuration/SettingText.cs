using Holdfast.Contracts.Api.Configuration;

namespace Holdfast.Commands.Configuration;

/// <summary>What changing a setting came to, for people.</summary>
internal static class SettingText
{
    internal static void Write(TextWriter text, SettingChange change)
    {
        text.WriteLine($"{change.Setting.Id}: {change.Setting.AfterRestart ?? change.Setting.Value}");
        text.WriteLine(change.NeedsRestart ? $"It holds from the next start of the server; until then it is {change.Setting.Value}." : "It holds now.");
    }
}
