using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.SystemState.Recovery;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.SystemState.Support;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

namespace Holdfast.Workloads.Tests.SystemState;

public sealed class SystemStateTests
{
    private const string Path = "systemstate://web1";

    [Fact]
    public void Backup_RealWriters_TakesTheirFilesAndDocumentsAndNothingElse()
    {
        using var host = SystemHost.Real();
        var (content, point) = host.Take(host.State, Path);
        Assert.Equal((13, 9), (content.Paths.Count(path => path.StartsWith("files/", StringComparison.Ordinal)), content.Paths.Count(path => path.StartsWith("system/", StringComparison.Ordinal))));
        Assert.Contains("files/C/Windows/inf/adp80xx.inf", content.Paths, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("files/Volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}/Boot/BCD", content.Paths);
        Assert.DoesNotContain(content.Paths, path => path.Contains("SYSTEM.LOG") || path.Contains("not of the system"));
        var facts = StateDocument.Read(point.Document);
        Assert.Equal(["ASR Writer", "COM+ REGDB Writer", "Performance Counters Writer", "Registry Writer", "System Writer", "Task Scheduler Writer", "VSS Metadata Store Writer", "WMI Writer"], facts.Writers.Select(writer => writer.Name));
        Assert.True(facts.NeedsReboot);
        Assert.Equal([@"C:\", SystemHost.BootVolume], facts.Roots.Order(StringComparer.Ordinal));
        Assert.Equal(content.Paths.Count(path => path.StartsWith("files/", StringComparison.Ordinal)), facts.Files);
        host.Clean();
    }

    /// <summary>Hives hold secrets: whatever Windows says, the item's mode lets nobody else read them on a server that is no Windows.</summary>
    [Fact]
    public void Backup_WhereWindowsTells_FilesAndFoldersKeepAccessListsAttributesTimesAndStreams()
    {
        using var host = SystemHost.Small();
        host.Windows = new SystemFiles(host.Copies.Memory);
        var (content, point) = host.Take(host.State, Path);
        var hive = content.Find(Encoding.UTF8.GetBytes(content.Paths.Single(path => path.EndsWith("/SAM", StringComparison.Ordinal))))!;
        var kept = WindowsMetadata.Of(hive);
        Assert.Equal(SystemFiles.Descriptor("SAM"), kept.Security);
        Assert.Equal((SystemFiles.Attributes, 0x180u, 0ul, 1u), (PortableMetadata.AttributesOf(hive), hive.Mode, hive.LinkGroup, hive.LinkCount));
        Assert.Equal((2022, 2019), (hive.Modified.ToDateTimeOffset().Year, hive.Born!.Value.ToDateTimeOffset().Year));
        Assert.Contains(hive.Attributes!, attribute => Encoding.ASCII.GetString(attribute.Name) == NtfsNames.Stream + "zone" && attribute.Value.AsSpan().SequenceEqual("zone"u8));
        Assert.Contains(host.Notes.All, note => note.Message!.Contains("stream long (67108864 bytes)"));
        Assert.Equal(["files/C/Windows", "files/C/Windows/inf", "files/C/Windows/winsxs", "files/C/Windows/winsxs/a"], content.Folders.Keys.Where(path => !path.Contains("ystem32") && path.StartsWith("files/C", StringComparison.Ordinal)).Select(path => path.Replace("INF", "inf", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(SystemFiles.Descriptor("winsxs"), WindowsMetadata.Of(content.Folders["files/C/Windows/winsxs"]).Security);
        Assert.All(content.Folders.Values, folder => Assert.Equal(0x1c0u, folder.Mode));
        Assert.True(StateDocument.Read(point.Document).HasSecurity);
        Assert.Contains(host.State.Plan(host.ToFolder(), [point], null).Warnings, warning => warning.Contains("are given back to files on NTFS"));
        Assert.Contains("/COPY:DATSO /DCOPY:DAT", OfflineScript.Of(StateDocument.Read(point.Document), SystemHost.Now, hasSecurity: true, isTooOld: false));
        host.Clean();
    }

    [Fact]
    public void Backup_FileThatWindowsDoesNotDescribe_IsAborted()
    {
        using var host = SystemHost.Small();
        host.Windows = new SystemFiles(host.Copies.Memory) { Before = path => throw new UnauthorizedAccessException(path) };
        Assert.Equal(WorkloadFault.ApplicationFailed, Assert.Throws<WorkloadException>(() => host.Take(host.State, Path)).Fault);
        Assert.Contains("AbortBackup", host.Copies.Calls);
        host.Clean();
    }

    [Fact]
    public void Backup_FoldersInSeveralSpellings_LieInOne()
    {
        using var host = SystemHost.Small();
        host.Put(@"C:\Windows\INF\two.inf", 5);
        host.Copies.Writers.Add(SystemHost.Writer(SystemWriters.Management, "WMI Writer", FakeShadowCopies.Group("", "WMI", false, FakeShadowCopies.FileList(@"c:\WINDOWS\inf", "two.inf")), "SYSTEM_SERVICE"));
        var (content, _) = host.Take(host.State, Path);
        Assert.Single(content.Paths.Where(path => path.EndsWith(".inf", StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')]).Distinct());
    }

    [Fact]
    public void Backup_RolesAndUserData_AreTakenAndLeftByTheirWriters()
    {
        using var host = SystemHost.Small(
            SystemHost.Writer(SystemWriters.Directory, "NTDS", FakeShadowCopies.Group("C:_Windows_NTDS", "ntds", true, FakeShadowCopies.FileList(@"D:\NTDS", "ntds.dit")), "USER_DATA"),
            SystemHost.Writer(Guid.NewGuid(), "Some database", FakeShadowCopies.Group("", "db", true, FakeShadowCopies.FileList(@"D:\db", "*")), "USER_DATA"),
            SystemHost.Writer(Guid.NewGuid(), "Half and half", FakeShadowCopies.Group("", "in", true, FakeShadowCopies.FileList(@"C:\half", "in")) + FakeShadowCopies.Group("", "out", true, FakeShadowCopies.FileList(@"C:\half", "out")).Replace("selectable=", "componentFlags=\"4\" selectable=", StringComparison.Ordinal)));
        host.Put(@"D:\NTDS\ntds.dit", 77).Put(@"D:\db\x", 1).Put(@"C:\half\in", 1).Put(@"C:\half\out", 1);
        var (content, point) = host.Take(host.State, Path);
        Assert.Equal(["files/C/half/in", "files/D/NTDS/ntds.dit"], content.Paths.Where(path => path.Contains("/half/") || path.StartsWith("files/D", StringComparison.Ordinal)));
        var plan = host.State.Plan(host.ToFolder(), [point], null);
        Assert.Contains(plan.Steps, step => step.Contains("Non-authoritative"));
        Assert.Contains(plan.Steps, step => step.Contains("authoritative restore") && step.Contains("ntdsutil"));
        Assert.Contains(plan.Steps, step => step.Contains("2026-04-30 (the tombstone lifetime of its forest is not known"));
        Assert.Contains(plan.Warnings, warning => warning.Contains("COM+ REGDB Writer is not among"));
    }

    [Fact]
    public void Backup_VolumeWithoutShadowCopies_IsReadWhereItIsAndSaysSo()
    {
        using var host = SystemHost.Small(SystemHost.Writer(SystemWriters.Certificates, "Certificate Authority", FakeShadowCopies.Group("", "CA", true, FakeShadowCopies.FileList(@"Z:\ca", "*"))));
        host.Put(@"Z:\ca\ca.edb", 12);
        var (content, point) = host.Take(host.State, Path);
        Assert.Equal(12, content["files/Z/ca/ca.edb"].Length);
        Assert.Contains(StateDocument.Read(point.Document).Warnings, warning => warning.Contains(@"Z:\ cannot have a shadow copy"));
        host.Clean();
    }

    [Theory]
    [InlineData(0, "System Writer")]
    [InlineData(1, "Registry Writer")]
    public void Backup_WithoutAWriterThatItNeeds_IsRefusedWithWhatElseThereIs(int writer, string name)
    {
        using var host = SystemHost.Small();
        host.Copies.Writers.RemoveAt(writer);
        var fault = Assert.Throws<WorkloadException>(() => host.Take(host.State, Path));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains(name, fault.Message);
        Assert.Contains("wbadmin start systemstatebackup", fault.Remedy);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => host.State.Describe(host.Context(Path), CancellationToken.None)).Fault);
        host.Clean();
    }

    [Fact]
    public void Backup_WithoutAHive_DoesNotCount()
    {
        using var host = SystemHost.Small();
        host.Copies.Memory.Content.Remove(@"C:\Windows\System32\config\SAM");
        Assert.Equal(WorkloadFault.ContentWrong, Assert.Throws<WorkloadException>(() => host.Take(host.State, Path)).Fault);
        Assert.Contains("AbortBackup", host.Copies.Calls);
        host.Clean();
    }

    /// <summary>Every call of the service, and every file, fails once: a typed error, an abort, and nothing left.</summary>
    [Fact]
    public void Backup_FailingAtEachStep_LeavesNothingAndIsAborted()
    {
        var calls = 0;
        for (var step = 0; ; step++)
        {
            using var host = SystemHost.Small();
            var committed = false;
            host.Copies.Before = (call, number) =>
            {
                if (number == step && call is not ("AbortBackup" or "DeleteSnapshots")) throw new ShadowCopyFailure(call, ShadowCopyCodes.BadState);
            };
            try
            {
                using var pending = host.State.Backup(host.Task(Path), new MemoryPoint(), CancellationToken.None);
                committed = true;
                pending.Committed(CancellationToken.None);
            }
            catch (WorkloadException)
            {
                calls++;
                if (!committed && host.Copies.Calls.Contains("SetContext")) Assert.Contains("AbortBackup", host.Copies.Calls);
                host.Clean();
                continue;
            }
            host.Clean();
            if (!host.Copies.Calls.Skip(step).Any()) break;
            if (step > 500) break;
        }
        Assert.InRange(calls, 25, 500);
    }

    [Fact]
    public void Backup_FileThatCannotBeRead_IsAborted()
    {
        using var host = SystemHost.Small();
        host.Copies.Memory.BeforeRead = path =>
        {
            if (path.EndsWith("b.dll", StringComparison.Ordinal)) throw new IOException("gone");
        };
        Assert.Equal(WorkloadFault.ApplicationFailed, Assert.Throws<WorkloadException>(() => host.Take(host.State, Path)).Fault);
        Assert.Contains("AbortBackup", host.Copies.Calls);
        host.Clean();
    }

    [Fact]
    public void Plan_OfARunningWindows_IsRefused()
    {
        using var host = SystemHost.Small();
        var (_, point) = host.Take(host.State, Path);
        var ask = host.ToFolder() with { Destination = RecoveryDestination.Original };
        Assert.Contains("restore-offline.cmd", Assert.Throws<WorkloadException>(() => host.State.Plan(ask, [point], null)).Remedy);
        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => host.State.Plan(host.ToFolder() with { Point = "other" }, [point], null)).Fault);
    }

    [Fact]
    public void Recover_ToAFolder_WritesFilesPlanAndScript()
    {
        using var host = SystemHost.Small();
        var (content, point) = host.Take(host.State, Path);
        var ask = host.ToFolder();
        host.Recover(host.State, Path, content, point, ask);
        Assert.Equal(host.Copies.Memory.Content[@"C:\Windows\winsxs\a\b.dll"], File.ReadAllBytes(System.IO.Path.Combine(ask.Folder!, "files", "C", "Windows", "winsxs", "a", "b.dll")));
        var script = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "restore-offline.cmd"));
        Assert.Contains("if \"%VOLUME_C%\"==\"\" set VOLUME_C=C:\r\n", script);
        Assert.Contains("del /a /q \"%VOLUME_C%\\Windows\\System32\\config\\SYSTEM.LOG*\" 2>nul\r\n", script);
        Assert.Contains("robocopy \"%HERE%files\\C\" \"%VOLUME_C%\\.\" /E /B /COPY:DAT /DCOPY:T /R:1 /W:1 /XJ /NP\r\nif errorlevel 8 goto failed\r\n", script);
        Assert.True(script.IndexOf("robocopy", StringComparison.Ordinal) < script.IndexOf("bcdboot \"%VOLUME_C%\\Windows\"", StringComparison.Ordinal));
        var plan = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "recovery-plan.txt"), Encoding.UTF8);
        Assert.StartsWith("System state of web1, as of 2026-03-01", plan);
        Assert.Contains("Registry Writer (Registry)", plan);
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => host.Recover(host.State, Path, content, point, ask)).Fault);
    }

    [Fact]
    public void Drill_ReadsAllAndFindsAHiveThatIsNone()
    {
        using var host = SystemHost.Small();
        var (content, point) = host.Take(host.State, Path);
        DrillOutcome Drill() => host.State.Drill(new DrillTask(host.Context(Path), point, [point], null, host.Notes, new PostgreSql.Support.SilentProgress()), content, CancellationToken.None);
        Assert.Equal((DrillDepth.Read, true), (Drill().Depth, Drill().IsSound));
        content[content.Paths.First(path => path.EndsWith("/SAM", StringComparison.Ordinal))][0] ^= 1;
        Assert.False(Drill().IsSound);
    }

    [Theory]
    [InlineData("systemstate://")]
    [InlineData("systemstate://a/b")]
    [InlineData("systemstate://a b")]
    [InlineData("baremetal://a")]
    public void Normalize_AddressOfNoComputer_IsRefused(string path) => Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => new SystemStateWorkload(null, null, null, TimeProvider.System).Normalize(path)).Fault);

    [Fact]
    public void Backup_OfAnotherComputerOrWithoutWindows_IsRefused()
    {
        var there = new Dictionary<string, string> { ["COMPUTERNAME"] = "WEB2" };
        Assert.Equal(WorkloadFault.NotHere, Assert.Throws<WorkloadException>(() => ComputerAddress.Parse("systemstate", Path).RequireHere(there)).Fault);
        ComputerAddress.Parse("systemstate", "systemstate://web2.example.com").RequireHere(there);
        Assert.Equal("systemstate://web2", ComputerAddress.Here("systemstate", there)!.ToString());
        using var host = SystemHost.Small();
        Assert.Equal(WorkloadFault.NotHere, Assert.Throws<WorkloadException>(() => new SystemStateWorkload(null, null, null, TimeProvider.System).Backup(host.Task(Path), new MemoryPoint(), CancellationToken.None)).Fault);
        host.Options["x"] = "y";
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => host.Take(host.State, Path)).Fault);
    }
}
