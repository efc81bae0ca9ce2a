using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.SystemState.Recovery;
using Holdfast.Workloads.Tests.SystemState.Support;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Tests.SystemState;

public sealed class BareMetalTests
{
    private const string Path = "baremetal://web1";
    private const int MiB = BootDisks.MiB;

    [Fact]
    public void Backup_TakesTablesFromTheDiskAndCriticalVolumesFromShadowCopies()
    {
        using var host = Host();
        var (content, point) = host.Take(host.BareMetal, Path);
        var disk = content["disks/disk0"];
        Assert.Equal(16 * MiB, disk.Length);
        Assert.Equal(host.Disks[0].AsSpan(0, MiB), disk.AsSpan(0, MiB));
        Assert.Equal(-1, disk.AsSpan(MiB, 4 * MiB).IndexOfAnyExcept(MemoryHostDisks.Copied));
        Assert.Equal(-1, disk.AsSpan(5 * MiB, 2 * MiB).IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, disk.AsSpan(7 * MiB, MiB).IndexOfAnyExcept((byte)0x11));
        Assert.Equal(-1, disk.AsSpan(8 * MiB, 7 * MiB).IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, disk.AsSpan(15 * MiB).IndexOfAnyExcept((byte)0x11));
        Assert.DoesNotContain("disks/disk1", content.Paths);
        Assert.Contains("machine/components.xml", content.Paths);
        var facts = StateDocument.Read(MachineState.Read(point.Document));
        Assert.False(facts.IsUefi);
        Assert.Equal<(PartitionUse, char?)>([(PartitionUse.Boot, null), (PartitionUse.Windows, 'C'), (PartitionUse.LeftOut, null)], facts.Disks[0].Partitions.Select(partition => (partition.Use, partition.Letter)));
        Assert.Contains(facts.State.Warnings, warning => warning.Contains("Partition 3 of disk 0"));
        Assert.Equal(("disk0", 16L * MiB), (host.BareMetal.Disks(point.Document)[0].Name, host.BareMetal.Disks(point.Document)[0].Length));
        host.Clean();
    }

    /// <summary>The stand-in has no shadow copies of Z:, as Windows has none of FAT.</summary>
    [Fact]
    public void Backup_EfiSystemPartition_ComesFromTheDisk()
    {
        using var host = SystemHost.Small();
        BootDisks.AddEfi(host);
        host.Copies.Writers[2] = host.Copies.Writers[2].Replace(SystemHost.BootVolume + "Boot", @"Z:\EFI\Microsoft\Boot", StringComparison.Ordinal);
        host.Put(@"Z:\EFI\Microsoft\Boot\BCD", 30);
        var (content, point) = host.Take(host.BareMetal, Path);
        Assert.Equal(-1, content["disks/disk0"].AsSpan(MiB, MiB).IndexOfAnyExcept((byte)0x11));
        Assert.Equal(-1, content["disks/disk0"].AsSpan(2 * MiB, 3 * MiB).IndexOfAnyExcept(MemoryHostDisks.Copied));
        var facts = StateDocument.Read(MachineState.Read(point.Document));
        Assert.Equal((true, PartitionUse.Boot), (facts.IsUefi, facts.Disks[0].Partitions[0].Use));
        host.Clean();
    }

    [Fact]
    public void Backup_TellsTheAsrWriterWhichDisksHoldTheSystem()
    {
        using var host = Host();
        var (content, _) = host.Take(host.BareMetal, Path);
        var document = System.Text.Encoding.UTF8.GetString(content["machine/components.xml"]);
        Assert.Contains("componentName=\"harddisk0\"", document);
        Assert.DoesNotContain("harddisk1", document);
        Assert.DoesNotContain("b26e0a9e-f4a4-11e9-80cd-0050569f7760", document);
    }

    [Fact]
    public void Backup_SpannedVolume_IsRefusedWithWhatElseThereIs()
    {
        using var host = SystemHost.Small();
        BootDisks.AddBios(host, spanned: true);
        var fault = Assert.Throws<WorkloadException>(() => host.Take(host.BareMetal, Path));
        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.Contains("C: spans several places", fault.Message);
        Assert.Contains("wbadmin start backup -allCritical", fault.Remedy);
        host.Clean();
    }

    [Fact]
    public void Backup_WithoutAsrWriterOrWithoutItsDisk_IsRefused()
    {
        using (var host = Host())
        {
            host.Copies.Writers.RemoveAt(2);
            Assert.Contains("ASR Writer", Assert.Throws<WorkloadException>(() => host.Take(host.BareMetal, Path)).Message);
            host.Clean();
        }
        using var none = SystemHost.Small();
        Assert.Contains("lies on none of its disks", Assert.Throws<WorkloadException>(() => none.Take(none.BareMetal, Path)).Message);
        none.Clean();
    }

    [Fact]
    public void Backup_FailingAtEachStep_LeavesNothingOpen()
    {
        var failures = 0;
        for (var step = 0; step < 500; step++)
        {
            using var host = Host();
            var opened = 0;
            host.Disks.BeforeOpen = _ =>
            {
                if (opened++ + 200 == step) throw new IOException("the disk is gone");
            };
            host.Copies.Before = (call, number) =>
            {
                if (number == step && call is not ("AbortBackup" or "DeleteSnapshots")) throw new ShadowCopyFailure(call, ShadowCopyCodes.BadState);
            };
            try
            {
                host.Take(host.BareMetal, Path);
            }
            catch (WorkloadException)
            {
                failures++;
                host.Clean();
                continue;
            }
            host.Clean();
            if (step >= 200) break;
            step = 199;
        }
        Assert.InRange(failures, 30, 499);
    }

    [Fact]
    public void Recover_ToAFolder_WritesImagesAndTheScriptForWinRe()
    {
        using var host = Host();
        var (content, point) = host.Take(host.BareMetal, Path);
        var ask = host.ToFolder();
        host.Options["targetDisk"] = "3";
        host.Recover(host.BareMetal, Path, content, point, ask);
        Assert.True(File.Exists(System.IO.Path.Combine(ask.Folder!, "disks", "disk0.vhdx")));
        var script = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "recover.cmd"));
        Assert.Contains("if \"%DISK_0%\"==\"\" set DISK_0=3\r\n", script);
        string[] inOrder =
        [
            ">X:\\partitions-0.txt echo select disk %DISK_0%", "echo clean", "echo convert mbr", "echo create partition primary size=1", "echo format quick fs=ntfs", "echo active", "echo assign letter=S",
            "echo create partition primary size=3", "echo assign letter=W", "diskpart /s X:\\partitions-0.txt", "diskpart /s X:\\detach-0.txt >nul 2>nul", "echo select vdisk file=\"%HERE%disks\\disk0.vhdx\"", "echo attach vdisk readonly", "echo select partition 2", "echo assign letter=M", "if not exist M:\\Windows\\System32\\ntoskrnl.exe goto otherwise",
            "if exist \"%HERE%scratch\\0-2.wim\" del", "dism /Capture-Image /ImageFile:\"%HERE%scratch\\0-2.wim\" /CaptureDir:M:\\ /Name:0-2", "dism /Apply-Image /ImageFile:\"%HERE%scratch\\0-2.wim\" /Index:1 /ApplyDir:W:\\", "diskpart /s X:\\detach-0.txt\r\n",
            "bcdboot W:\\Windows /s S: /f BIOS", "bootsect /nt60 S: /mbr", "reg load HKLM\\HoldfastSystem W:\\Windows\\System32\\config\\SYSTEM", "reg delete HKLM\\HoldfastSystem\\MountedDevices /va /f", "reg unload HKLM\\HoldfastSystem", "dism /Image:W:\\ /Add-Driver /Driver:\"%HERE%drivers\" /Recurse",
        ];
        var at = 0;
        foreach (var line in inOrder)
        {
            var found = script.IndexOf(line, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{line} is not there after {at}.");
            at = found + line.Length;
        }
        Assert.DoesNotContain("size=2\r\n", script);
        var plan = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "recovery-plan.txt"));
        Assert.Contains("as BIOS (legacy)", plan);
        Assert.Contains("1 boot 1048576 bytes, 2 Windows C: 3145728 bytes", plan);
    }

    [Fact]
    public void Script_OfUefi_MakesAllPartitionsAndStartsFromTheEfiOne()
    {
        KeptPartition[] partitions =
        [
            new(1, "efi", MiB, 100L * MiB, null, PartitionUse.Boot), new(2, "microsoftReserved", 101L * MiB, 16L * MiB, null, PartitionUse.Reserved), new(3, "basicData", 117L * MiB, (200L * MiB) + 1, 'C', PartitionUse.Windows),
            new(4, "windowsRecovery", 400L * MiB, 50L * MiB, null, PartitionUse.Recovery), new(5, "basicData", 500L * MiB, 50L * MiB, 'D', PartitionUse.Critical), new(6, "basicData", 600L * MiB, 50L * MiB, 'E', PartitionUse.LeftOut),
        ];
        var facts = new BareMetalFacts(new StateFacts(1, "web1", @"C:\Windows", [], [], 0, 0, []), true, [new KeptDisk(1, "disk1", PartitionScheme.Gpt, 1000L * MiB, partitions)]);
        Assert.Equal(
            [
                "select disk %DISK_1%", "clean", "convert gpt", "create partition efi size=100", "format quick fs=fat32", "assign letter=S", "create partition msr size=16", "create partition primary size=201", "format quick fs=ntfs", "assign letter=W",
                "create partition primary size=50", "format quick fs=ntfs", "set id=de94bba4-06d1-4d40-a16a-bfd50179d6ac", "gpt attributes=0x8000000000000001", "create partition primary size=50", "format quick fs=ntfs", "assign letter=G",
            ], new PartitionLines(facts, TargetLetters.Of(facts)).Of(facts.Disks[0]));
        var script = WinReScript.Of(facts, SystemHost.Now, "vhdx", null, isTooOld: false);
        Assert.Contains("bcdboot W:\\Windows /s S: /f UEFI\r\n", script);
        Assert.Contains("/ApplyDir:G:\\", script);
        // The table names them in another order than they lie in.
        var moved = facts with { Disks = [facts.Disks[0] with { Partitions = [partitions[0], partitions[2] with { Number = 4 }, partitions[3] with { Number = 3 }] }] };
        Assert.Contains("source-1-4.txt echo select partition 3\r\n", WinReScript.Of(moved, SystemHost.Now, "vhdx", null, isTooOld: false));
        Assert.DoesNotContain("bootsect", script);
    }

    [Fact]
    public void Plan_OfARunningComputer_IsRefused()
    {
        using var host = Host();
        var (_, point) = host.Take(host.BareMetal, Path);
        Assert.Contains("recover.cmd", Assert.Throws<WorkloadException>(() => host.BareMetal.Plan(host.ToFolder() with { Destination = RecoveryDestination.Original }, [point], null)).Remedy);
    }

    /// <summary>States make scripts that somebody runs: what is damaged is refused, and nothing that is read can leave its place in a command line.</summary>
    [Fact]
    public void Read_FiveThousandDamagedStates_AreRefusedOrHarmless()
    {
        using var host = Host();
        var (_, state) = host.Take(host.State, "systemstate://web1");
        var (_, disks) = host.Take(host.BareMetal, Path);
        var (read, refused) = Mutations.Run(20_261_102, 5000, [disks.Document.State, disks.Document.State], stream =>
        {
            var facts = StateDocument.Read(MachineState.Read(disks.Document with { State = stream.ToArray() }));
            Assert.DoesNotContain(WinReScript.Of(facts, SystemHost.Now, "vhdx", null, isTooOld: true).Split("\r\n"), line => line.AsSpan().ContainsAny('&', '|', '^'));
        }, IsRefusal);
        Assert.InRange(read, 20, 4900);
        Assert.InRange(refused, 100, 4980);
        (read, refused) = Mutations.Run(20_261_103, 5000, [state.Document.State], stream =>
        {
            var facts = StateDocument.Read(state.Document with { State = stream.ToArray() });
            Assert.DoesNotContain(OfflineScript.Of(facts, SystemHost.Now, hasSecurity: true, isTooOld: true).Split("\r\n"), line => line.AsSpan().ContainsAny('&', '|', '^'));
        }, IsRefusal);
        Assert.InRange(read, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    private static bool IsRefusal(Exception error) => error is WorkloadException { Fault: WorkloadFault.NotRecoverable or WorkloadFault.NotPossible };

    private static SystemHost Host()
    {
        var host = SystemHost.Small();
        BootDisks.AddBios(host);
        return host;
    }
}
