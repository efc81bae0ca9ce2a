using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Packages;

/// <summary>The Dockerfile, read and not built: an engine is not everywhere.</summary>
public sealed class ImageTests
{
    private static readonly HashSet<string> known = ["ARG", "FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"];

    private static List<(string Name, string Value)> Instructions { get; } =
    [
        .. SourceFolder.Read("eng/package/Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Trim().Length > 0 && line[0] != '#').Select(line => (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])),
    ];

    [Fact]
    public void Instructions_All_AreKnown() => Assert.All(Instructions, instruction => Assert.Contains(instruction.Name, known));

    [Fact]
    public void Final_Stage_IsNotRootAndKeepsItsDataInAVolume()
    {
        var final = Instructions[Instructions.FindLastIndex(instruction => instruction.Name == "FROM")..];
        Assert.Matches("^[1-9][0-9]+:[1-9][0-9]+$", final.Last(instruction => instruction.Name == "USER").Value);
        Assert.Contains(("VOLUME", "/var/lib/holdfast"), final);
        Assert.Contains(final, instruction => instruction.Name == "HEALTHCHECK" && instruction.Value.Contains("\"ready\"", StringComparison.Ordinal));
        Assert.DoesNotContain(final, instruction => instruction.Value.Contains(":latest", StringComparison.Ordinal));
        // Nothing of the sources comes along: only what the first stage made.
        Assert.All(final.Where(instruction => instruction.Name == "COPY"), copy => Assert.StartsWith("--from=build ", copy.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_InExecForm_AreThoseOfTheProgram()
    {
        using var workspace = new Workspace();
        using var installed = new Installed(Path.Combine(Published.Linux, "holdfast"), workspace);
        var command = System.Text.Json.JsonDocument.Parse(Instructions.Last(instruction => instruction.Name == "CMD").Value).RootElement.EnumerateArray().Select(part => part.GetString()!).ToArray();

        Assert.Equal(["up", "--setup", "--data", "/var/lib/holdfast"], command);
        Assert.Equal("[\"holdfast\"]", Instructions.Last(instruction => instruction.Name == "ENTRYPOINT").Value);
        installed.Run([.. command, "--help"]).Expect(0);
    }

    [Fact]
    public void Image_WithAnEngine_IsBuilt()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HOLDFAST_SOAK") is { Length: > 0 }, "Building an image fetches others: only with ./test --soak.");
        Assert.SkipUnless(((string[])["docker", "podman"]).Any(engine => Tool.IsThere(engine) && Tool.Run(engine, "info").ExitCode == 0), "No container engine answers here: the image is not built.");
        Tool.Run(SourceFolder.File("eng/publish"), "--quick", "docker").Expect(0);
    }
}
