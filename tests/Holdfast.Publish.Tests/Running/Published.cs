namespace Holdfast.Publish.Tests.Running;

/// <summary>What eng/publish makes, each once in a run, below .build so that the next run has less to compile.</summary>
internal static class Published
{
    // The package is made from the folder: one run gives both.
    private static readonly Lazy<Outcome> linux = new(() => Publish(Tool.IsThere("dpkg-deb") ? "deb" : "linux-x64")), windows = new(() => Publish("win-x64"));

    /// <summary>HOLDFAST_PUBLISHED: a folder that eng/publish has filled already, so that nothing is published here.</summary>
    private static readonly string? given = Environment.GetEnvironmentVariable("HOLDFAST_PUBLISHED");

    private static string Out => given is { Length: > 0 } ? given : SourceFolder.File(".build/publish-tests");

    internal static string Linux => Made(linux, $"holdfast-{SourceFolder.Version}-linux-x64");

    internal static string Package => Made(linux, $"holdfast_{SourceFolder.Version}_amd64.deb");

    internal static string Windows => Made(windows, $"holdfast-{SourceFolder.Version}-win-x64");

    /// <summary>A program of the source tree for Windows, with its runtime.</summary>
    internal static void ForWindows(string project, string folder)
    {
        string[] publish =
        [
            "publish", SourceFolder.File(project), "-c", "Release", "-r", "win-x64", "--self-contained", "-v", "q",
            $"-p:CustomBeforeDirectoryBuildProps={SourceFolder.File("eng/publish.props")}", "--artifacts-path", SourceFolder.File(".build/publish-artifacts"),
            "--disable-build-servers", "-o", folder,
        ];
        Tool.Run("sh", ["-c", "root=$1; shift; . \"$root/eng/dotnet.sh\"; find_dotnet; exec \"$DOTNET\" \"$@\"", "sh", SourceFolder.Root, .. publish]).Expect(0);
    }

    private static Outcome Publish(string target) => Tool.Run(SourceFolder.File("eng/publish"), "--quick", "--out", Out, target);

    private static string Made(Lazy<Outcome> made, string name)
    {
        if (Out != given) made.Value.Expect(0);
        return Path.Combine(Out, name);
    }
}
