using System.Text.Json;
using Holdfast.Contracts.Api;

namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>What a command has said and ended with.</summary>
internal sealed record Outcome(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    internal JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    internal JobInfo Job => JsonSerializer.Deserialize(Output, ApiJson.Default.JobInfo)!;

    /// <summary>Fails the test with everything that the command said unless it ended with this code.</summary>
    internal Outcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{Command}: exit code {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
