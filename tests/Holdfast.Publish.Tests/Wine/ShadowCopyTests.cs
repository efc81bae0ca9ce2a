using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Wine;

/// <summary>The requester for Windows, as a Windows program, against a vssapi.dll of the tests' own that mingw-w64 builds from its headers: layouts, places of methods, arguments, order of calls, and what is left where
/// any call or step fails. Neither is VSS.</summary>
public sealed class ShadowCopyTests(WinePrefix wine) : IClassFixture<WinePrefix>
{
    private const string Compiler = "x86_64-w64-mingw32-gcc", Retry = "the writer failed, and may succeed at another try (0x800423f3)";
    private static readonly string[] Before = ["InitializeForBackup"], Status = ["GatherWriterStatus", "GetWriterStatusCount", "GetWriterStatus", "FreeWriterStatus"];

    private static readonly string[] Whole =
    [
        "InitializeForBackup", "SetContext", "SetBackupState", "GatherWriterMetadata", "GetWriterMetadataCount", "GetWriterMetadata", "FreeWriterMetadata", "AddComponent", "StartSnapshotSet", "IsVolumeSupported",
        "AddToSnapshotSet", "SetPreviousBackupStamp", "PrepareForBackup", .. Status, "DoSnapshotSet", .. Status, "GetSnapshotProperties", "SaveAsXML", "SetBackupSucceeded", "BackupComplete", .. Status, "SaveAsXML", "DeleteSnapshots",
    ];

    private static readonly string[] Steps = ["GatherWriterMetadata", "PrepareForBackup", "GatherWriterStatus", "DoSnapshotSet", "BackupComplete"];

    [Fact]
    public void Requester_OnWindows_KeepsTheOrderAndLeavesNothingWhereverItFails()
    {
        wine.Require();
        Assert.SkipUnless(Tool.IsThere(Compiler), "mingw-w64 is not installed: the stand-in of vssapi.dll cannot be built (docs/support-matrix.md says how).");
        using var workspace = new Workspace();
        Published.ForWindows("tests/Holdfast.ShadowCopyProbe/Holdfast.ShadowCopyProbe.csproj", workspace["probe"]);
        Tool.Run(Compiler, "-shared", "-O1", "-o", workspace["vssapi.dll"], SourceFolder.File("tests/Holdfast.ShadowCopyProbe/vssapi.c"), "-lole32", "-loleaut32", "-luuid").Expect(0);
        wine.Replace("vssapi", workspace["vssapi.dll"]);

        var outcome = wine.Run(workspace["probe/Holdfast.ShadowCopyProbe.exe"], 60);
        for (var patience = 3; outcome.ExitCode != 0 && !outcome.Error.Contains("   at ", StringComparison.Ordinal); patience--)
        {
            Assert.SkipUnless(patience > 0, "Wine ended or hung the runtime four times: what the requester does on Windows is not shown by this run.");
            outcome = wine.Run(workspace["probe/Holdfast.ShadowCopyProbe.exe"], 60);
        }
        outcome.Expect(0);
        var lines = outcome.Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("ready True ", lines[0]);
        Layout(lines[1], lines[2]);
        // Wine tells of the disk of drive C, and lets nobody read it.
        Assert.Matches(@"^disks( \d+:[1-9]\d+/(512|4096):\S*:(read|refused))+$", lines[3]);
        Assert.Equal(4 + 1 + (2 * Whole.Length) + 1, lines.Length);
        Assert.Equal($"whole|ok|{string.Join(',', Whole)}|objects=0 snapshots=0 properties=0", lines[4]);
        for (var at = 0; at < Whole.Length; at++) Refused(at, lines[5 + at].Split('|'));
        for (var at = 0; at < Whole.Length; at++) Failed(at, lines[5 + Whole.Length + at].Split('|'));
        Assert.Equal(
            "restore|ok restored 8 none|InitializeForRestore,SetRestoreState,GatherWriterMetadata,GetWriterMetadataCount,GetWriterMetadata,FreeWriterMetadata,SetSelectedForRestore,AddRestoreSubcomponent,AddNewTarget,SetRestoreOptions,"
            + $"SetAdditionalRestores,PreRestore,{string.Join(',', Status)},SetFileRestoreStatus,PostRestore,{string.Join(',', Status)}|objects=0 snapshots=0 properties=0", lines[^1]);
    }

    /// <summary>What the program makes of the structures against what the compiler makes of the headers, and both against what is documented.</summary>
    private static void Layout(string program, string header)
    {
        Assert.Equal("layout 128 40 48 88 104 112 120 51 12 16", program);
        Assert.StartsWith(program.Replace("layout", "header", StringComparison.Ordinal), header, StringComparison.Ordinal);
        Assert.EndsWith("136 72 72", header, StringComparison.Ordinal);
    }

    /// <summary>A call that says no.</summary>
    private static void Refused(int at, string[] told)
    {
        Assert.Equal($"call {at}", told[0]);
        Assert.Contains(Retry, told[1]);
        Assert.StartsWith(Whole[at] == "DeleteSnapshots" ? "note" : $"The Volume Shadow Copy Service failed at {Whole[at]}", told[1], StringComparison.OrdinalIgnoreCase);
        Ended(at, told, begun: at >= Before.Length);
        Assert.Equal($"objects=0 snapshots={(Whole[at] == "DeleteSnapshots" ? 1 : 0)} properties=0", told[3]);
    }

    /// <summary>A step that began well and ended badly; calls that are no steps go well.</summary>
    private static void Failed(int at, string[] told)
    {
        Assert.Equal($"step {at}", told[0]);
        Assert.Equal("objects=0 snapshots=0 properties=0", told[3]);
        if (!Steps.Contains(Whole[at]))
        {
            Assert.Equal(("ok", string.Join(',', Whole)), (told[1], told[2]));
            return;
        }
        Assert.Equal($"The Volume Shadow Copy Service failed at {Whole[at]}: {Retry}.", told[1]);
        Ended(at, told, begun: true);
    }

    private static void Ended(int at, string[] told, bool begun)
    {
        var calls = told[2].Split(',');
        Assert.Equal(Whole[..(at + 1)], calls[..(at + 1)]);
        var complete = at > Array.IndexOf(Whole, "BackupComplete");
        var snapshots = at >= Array.IndexOf(Whole, "DoSnapshotSet");
        string[] cleaned = [.. begun && !complete ? ["AbortBackup"] : Array.Empty<string>(), .. snapshots && Whole[at] != "DeleteSnapshots" ? ["DeleteSnapshots"] : Array.Empty<string>()];
        Assert.Equal(cleaned, calls[(at + 1)..]);
    }
}
