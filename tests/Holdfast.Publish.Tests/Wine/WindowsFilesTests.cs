using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Wine;

/// <summary>
/// The tests of reading and restoring files by System.IO, run as a Windows program. Under Wine 8 the runtime now and then
/// ends or hangs without a word, the sooner the more tests one process runs: so they are run in small groups, and a group that came to no result is run again. A test that fails fails. Creation times and attributes are left out: Wine keeps no creation time that it is told.
/// </summary>
public sealed class WindowsFilesTests(WinePrefix wine) : IClassFixture<WinePrefix>
{
    private const int LimitSeconds = 12;
    private const string Space = "Holdfast.Workloads.Tests.Portable.";

    [Fact]
    public void PortableFiles_OnWindows_KeepTheirPromises()
    {
        wine.Require();
        using var workspace = new Workspace();
        Published.ForWindows("tests/Holdfast.Workloads.Tests/Holdfast.Workloads.Tests.csproj", workspace["tests"]);
        var program = workspace["tests/Holdfast.Workloads.Tests.exe"];
        (string Option, string Name, int AtLeast)[] runs =
        [
            ("-class", "NameTests", 30),
            ("-method", "PortableSourceTests.Walk_Tree_IsInTableOrderWithoutWhatIsExcluded", 1),
            ("-method", "PortableSourceTests.Walk_PathBeyondTheOldLimit_IsRead", 1),
            ("-method", "PortableSourceTests.Walk_Again_TellsWhatChanged", 1),
            ("-method", "PortableSourceTests.ReadWhole_HeldByAnother_IsLocked", 1),
            ("-method", "PortableTargetTests.Copy_Tree_IsTheSame", 1),
            ("-method", "PortableTargetTests.Write_NameIsTaken_DoesAsToldAndLeavesNothingElse", 3),
            ("-method", "PortableTargetTests.AnyCreation_HostilePath_IsRefusedWithNote", 14),
            ("-method", "PortableTargetTests.Write_NotText_IsRefused", 1),
            ("-method", "PortableTargetTests.Write_NamesThatDifferByCaseOnly_BothAreThere", 3),
            ("-method", "PortableTargetTests.Abort_Unfinished_LeavesNothing", 1),
        ];

        var patience = 4;
        foreach (var (option, name, atLeast) in runs)
        {
            var output = wine.Run(program, LimitSeconds, "-noLogo", "-noColor", option, Space + name).Output;
            while (!output.Contains("Total: ", StringComparison.Ordinal))
            {
                Assert.SkipUnless(patience-- > 0, $"Wine ended or hung the runtime five times, at last in {name}: what these files do on Windows is not shown by this run.");
                output = wine.Run(program, LimitSeconds, "-noLogo", "-noColor", option, Space + name).Output;
            }
            var total = Regex.Match(output, @"Total: (\d+), Errors: 0, Failed: 0");
            Assert.True(total.Success, output);
            Assert.InRange(int.Parse(total.Groups[1].Value, CultureInfo.InvariantCulture), atLeast, 100);
        }
    }
}
