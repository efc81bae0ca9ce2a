using System.Text.Json;

namespace Holdfast.Publish.Tests.Running;

/// <summary>What a program has said and ended with.</summary>
internal sealed record Outcome(string Command, int ExitCode, string Output, string Error)
{
    internal JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Fails the test with everything that the program said unless it ended with this code.</summary>
    internal Outcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{Command}: exit code {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
