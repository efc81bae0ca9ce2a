using System.Text.Json;

namespace Holdfast.Cli.Tests;

/// <summary>What a command has said and ended with.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
