using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Wine;

/// <summary>The tests of reading and restoring files by System.IO, run as a Windows program.</summary>
public sealed class WindowsFilesTests(WinePrefix wine) : IClassFixture<WinePrefix>
{
    [Fact]
    public void PortableFiles_OnWindows_KeepTheirPromises()
    {
        wine.Require();
        using var workspace = new Workspace();
        string[] publish =
        [
            "publish", SourceFolder.File("tests/Holdfast.Workloads.Tests/Holdfast.Workloads.Tests.csproj"), "-c", "Release", "-r", "win-x64", "--self-contained", "-v", "q",
            $"-p:CustomBeforeDirectoryBuildProps={SourceFolder.File("eng/publish.props")}", "--artifacts-path", SourceFolder.File(".build/publish-artifacts"), "-o", workspace["tests"],
        ];
        Tool.Run("sh", ["-c", "root=$1; shift; . \"$root/eng/dotnet.sh\"; find_dotnet; exec \"$DOTNET\" \"$@\"", "sh", SourceFolder.Root, .. publish]).Expect(0);

        var outcome = wine.Run(workspace["tests/Holdfast.Workloads.Tests.exe"], "-noLogo", "-noColor", "-namespace", "Holdfast.Workloads.Tests.Portable").Expect(0);

        Assert.Matches(@"Total: [5-9]\d, Errors: 0, Failed: 0", outcome.Output);
    }
}
