using System.Text.RegularExpressions;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;
using Holdfast.Workloads.VirtualMachines.HyperV;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV;

public sealed class HyperVRecoveryTests
{
    [Fact]
    public void Recover_OriginalGone_IsThereAgainUnderItsId()
    {
        using var stage = new Stage();
        var backup = stage.Backup();
        var (id, disks) = (stage.Machine.Id, stage.Machine.Disks.Select(disk => disk.Live).ToList());
        stage.Host.Machines.Clear();
        foreach (var image in stage.Images(stage.Host)) File.Delete(stage.Host.Locate(image.Replace(@"C\", @"C:\")));

        var outcome = stage.Recover(backup, Stage.Ask(RecoveryDestination.Original));

        var machine = Assert.Single(stage.Host.Machines);
        Assert.Equal((id, "web", false, "LAN", 3), (machine.Id, machine.Name, machine.IsPlanned, machine.Switch, machine.State));
        Assert.Equal(disks, machine.Disks.Select(disk => disk.Live));
        Assert.Equal([@"C:\VMs\web\system.vhdx", @"C:\VMs\web\data.vhdx"], machine.Disks.Select(disk => disk.File));
        Assert.Equal(backup.Document.Consistent, outcome.Reached);
        Assert.Empty(outcome.Notes);
        Assert.Empty(stage.LeftFolders());
    }

    [Fact]
    public void Recover_DiskImages_AreAsTheyWere()
    {
        using var stage = new Stage();
        var id = stage.Machine.Disks[0].Id;
        var backup = stage.Backup();
        stage.Host.Machines.Clear();

        stage.Recover(backup, Stage.Ask(RecoveryDestination.Original, folder: @"E:\Back"));

        using var image = (VhdxDisk)DiskImages.Open(stage.Host.Locate(@"E:\Back\web\Virtual Hard Disks\system.vhdx"));
        Assert.Equal((id, 1 << 20, 512, 4096, 6L << 20), (image.DiskId, image.BlockLength, image.SectorLength, image.PhysicalSectorLength, image.Length));
        Assert.Equal(@"E:\Back\web", stage.Host.Machines[0].Root);
    }

    [Fact]
    public void Recover_OriginalThere_IsRefusedWithoutOverwrite()
    {
        using var stage = new Stage();
        var backup = stage.Backup();
        stage.Host.Calls.Clear();

        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => stage.Recover(backup, Stage.Ask(RecoveryDestination.Original))).Fault);

        Assert.Empty(stage.Host.Calls);
    }

    [Fact]
    public void Recover_OriginalRunning_IsReplacedAndItsDisksDeletedLast()
    {
        using var stage = new Stage();
        var backup = stage.Backup();
        var expected = stage.Machine.Disks[0].Live.ToArray();
        stage.Machine.Disks[0].Write(0, [1, 2, 3]);
        File.WriteAllText(stage.Host.Locate(@"C:\VMs\web\system.vhdx.mrt"), "old");
        stage.Host.Calls.Clear();

        var outcome = stage.Recover(backup, Stage.Ask(RecoveryDestination.Original, overwrite: true));

        var machine = Assert.Single(stage.Host.Machines);
        Assert.Equal(stage.Machine.Id, machine.Id);
        Assert.NotSame(stage.Machine, machine);
        Assert.Equal(expected, machine.Disks[0].Live);
        Assert.Empty(outcome.Notes);
        Assert.Equal(["data-", "system-"], stage.Images(stage.Host).Select(image => Assert.Single(Regex.Matches(image, @"^C\\VMs\\web\\(\w+-)20261123T\d{6}\.vhdx$")).Groups[1].Value));
        Assert.Equal(
            [
                "ImportSystemDefinition", "ModifySystemSettings", "ModifyResourceSettings", "ValidatePlannedSystem", "DestroySystem",
                "RequestStateChange", "ExportSystemDefinition", "DestroySystem",
                "ImportSystemDefinition", "ModifySystemSettings", "ModifyResourceSettings", "ValidatePlannedSystem", "RealizePlannedSystem",
            ],
            stage.Host.Calls.Select(call => call.Split('.')[1].Split('(')[0]));
        Assert.EndsWith("GenerateNewSystemIdentifier=TRUE)", stage.Host.Calls[0], StringComparison.Ordinal);
        Assert.EndsWith("GenerateNewSystemIdentifier=FALSE)", stage.Host.Calls[8], StringComparison.Ordinal);
        Assert.Matches(@"SystemDefinitionFile=C:\\VMs\\Holdfast-[0-9a-f]{32}\\import\\machine\\export\\Virtual Machines\\.*\.vmcx, SnapshotFolder=C:\\VMs\\Holdfast-[0-9a-f]{32}\\import\\machine\\export, ", stage.Host.Calls[0]);
        Assert.Empty(stage.LeftFolders());
    }

    /// <summary>A new disk beside an old one's tracking files would be told as unchanged since the old one's last backup.</summary>
    [Fact]
    public void Recover_TrackingFilesOfADeletedDisk_AreNotInherited()
    {
        using var stage = new Stage();
        Small(stage);
        var backup = stage.Backup();
        stage.Host.Machines.Clear();
        File.Delete(stage.Host.Locate(@"C:\VMs\web\system.vhdx"));
        File.WriteAllText(stage.Host.Locate(@"C:\VMs\web\system.vhdx.rct"), "old");

        stage.Recover(backup, Stage.Ask(RecoveryDestination.Original));

        Assert.NotEqual(@"C:\VMs\web\system.vhdx", Assert.Single(stage.Host.Machines).Disks[0].File);
    }

    [Fact]
    public void Recover_Again_DoesNotLengthenNames()
    {
        using var stage = new Stage();
        var first = stage.Recover(stage.Backup(), Stage.Ask(RecoveryDestination.Original, overwrite: true));
        var again = stage.Backup();

        stage.Recover(again, Stage.Ask(RecoveryDestination.Original, overwrite: true));

        Assert.Empty(first.Notes);
        Assert.All(stage.Images(stage.Host), image => Assert.True(image.Length < @"C\VMs\web\system-20261123T080003.vhdx".Length + 3, image));
    }

    [Fact]
    public void Recover_OriginalWithCheckpoints_IsRefused()
    {
        using var stage = new Stage();
        var backup = stage.Backup();
        stage.Machine.Checkpoints.Add(new FakeCheckpoint("44444444-0000-0000-0000-000000000000", false, 0, 0));

        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => stage.Recover(backup, Stage.Ask(RecoveryDestination.Original, overwrite: true))).Fault);
        Assert.Single(stage.Host.Machines);
    }

    public static TheoryData<int, HowToFail, int> Steps()
    {
        var data = new TheoryData<int, HowToFail, int>();
        for (var step = 0; step < 13; step++)
            foreach (var how in new[] { HowToFail.Refuse, HowToFail.FailJob, HowToFail.Throw, HowToFail.LoseJob })
                foreach (var state in how == HowToFail.FailJob ? new[] { 2, 3, 6 } : [2])
                    if (step != 5 || state == 2) data.Add(step, how, state);
        return data;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Recover_OverTheOriginalAndAStepFails_EarlierMachineIsAsItWas(int step, HowToFail how, int state)
    {
        using var stage = new Stage();
        Small(stage);
        var backup = stage.Backup();
        stage.Machine.State = state;
        var (content, images) = (stage.Machine.Disks[0].Live.ToArray(), stage.Images(stage.Host));
        // The sixth step turns the machine off, which one that does not run is spared.
        (stage.Host.FailAt, stage.Host.How) = (stage.Host.Calls.Count + (state != 2 && step > 5 ? step - 1 : step), how);

        var failure = Record.Exception(() => stage.Recover(backup, Stage.Ask(RecoveryDestination.Original, overwrite: true)));

        if (failure is null)
        {
            // Done, and only its answer was lost: the new machine is there.
            Assert.Single(stage.Host.Machines);
            return;
        }
        Assert.IsType<WorkloadException>(failure);
        var machine = Assert.Single(stage.Host.Machines, machine => !machine.IsPlanned);
        Assert.Equal((stage.Machine.Id, "web", @"C:\VMs\web\system.vhdx", state == 2 ? 2 : machine.State), (machine.Id, machine.Name, machine.Disks[0].File, machine.State));
        Assert.Equal(content, machine.Disks[0].Live);
        Assert.Equal(images, stage.Images(stage.Host));
        Assert.Empty(stage.LeftFolders());
    }

    [Fact]
    public void Recover_EarlierCannotBePutBack_KeepsWhatItIsImportedFrom()
    {
        using var stage = new Stage();
        Small(stage);
        var backup = stage.Backup();
        var destroyed = 0;
        stage.Host.OnCall = method =>
        {
            if (method == "DestroySystem") destroyed++;
            if (method == "ImportSystemDefinition" && destroyed == 2) (stage.Host.FailAt, stage.Host.How) = (stage.Host.Calls.Count, HowToFail.FailJob);
        };

        var failure = Assert.Throws<WorkloadException>(() => stage.Recover(backup, Stage.Ask(RecoveryDestination.Original, overwrite: true)));

        Assert.Contains("web could not be put back", failure.Message, StringComparison.Ordinal);
        Assert.Matches(@"Import its configuration from C:\\VMs\\Holdfast-[0-9a-f]{32}\\earlier on hv1", failure.Remedy);
        Assert.Single(stage.LeftFolders());
        Assert.Contains(@"C\VMs\web\system.vhdx", stage.Images(stage.Host));
    }

    [Fact]
    public void Recover_AnotherHost_MovesAndTellsWhatIsMissing()
    {
        using var stage = new Stage();
        stage.Machine.HasPassThrough = true;
        stage.Machine.Disks.Add(new FakeDisk { Bus = "SCSI", Location = 5, File = @"C:\VMs\shared.vhds", Live = [], IsShared = true });
        var backup = stage.Backup();
        stage.Other.Switches.Clear();
        stage.Options["start"] = "true";

        var outcome = stage.Recover(backup, Stage.Ask(RecoveryDestination.Instance, address: "hyperv://hv2", name: "web copy"));

        var machine = Assert.Single(stage.Other.Machines);
        Assert.Equal((stage.Machine.Id, "web copy", @"D:\Hyper-V", null, 2), (machine.Id, machine.Name, machine.Root, machine.Switch, machine.State));
        Assert.Equal([@"D:\Hyper-V\Disks\web copy\system.vhdx", @"D:\Hyper-V\Disks\web copy\data.vhdx"], machine.Disks.Select(disk => disk.File));
        Assert.Equal(stage.Machine.Disks[0].Live, machine.Disks[0].Live);
        Assert.Contains(outcome.Notes, note => note.Contains("no switch \"LAN\"", StringComparison.Ordinal));
        Assert.Contains(outcome.Notes, note => note == "Not attached again: shared.vhds.");
        Assert.Equal(3, stage.Machine.Disks.Count);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Recover_AsAnotherMachine_GetsAnIdOfItsOwnWhereItMust(bool isAsked, bool isSameHost)
    {
        using var stage = new Stage();
        Small(stage);
        var backup = stage.Backup();
        if (isAsked) stage.Options["newId"] = "true";

        stage.Recover(backup, Stage.Ask(RecoveryDestination.Instance, address: isSameHost ? "hyperv://hv1" : "hyperv://hv2", name: "web2"));

        var machine = (isSameHost ? stage.Host : stage.Other).Machines.Single(machine => machine.Name == "web2");
        Assert.Equal(!isAsked && !isSameHost, machine.Id == stage.Machine.Id);
        Assert.Contains(stage.Machine, stage.Host.Machines);
    }

    [Fact]
    public void Recover_AnotherHostRefuses_LeavesNothing()
    {
        using var stage = new Stage();
        Small(stage);
        var backup = stage.Backup();
        (stage.Other.FailAt, stage.Other.How, stage.Other.Trouble) = (3, HowToFail.FailJob, "The version is not supported.");

        var failure = Assert.Throws<WorkloadException>(() => stage.Recover(backup, Stage.Ask(RecoveryDestination.Instance, address: "hyperv://hv2")));

        Assert.Contains("ValidatePlannedSystem failed: The version is not supported.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Other.Machines);
        Assert.Empty(stage.Images(stage.Other));
        Assert.Empty(stage.LeftFolders());
    }

    [Fact]
    public void Recover_ToFolder_WritesDisksConfigurationAndSteps()
    {
        using var stage = new Stage();
        var backup = stage.Backup();

        stage.Recover(backup, Stage.Ask(RecoveryDestination.Folder, folder: stage.Folder));

        var image = Directory.EnumerateFiles(stage.Folder, "*0-0*.vhdx", SearchOption.AllDirectories).Single();
        using var disk = DiskImages.Open(image);
        var content = new byte[disk.Length];
        disk.Read(0, content);
        Assert.Equal(stage.Machine.Disks[0].Live, content);
        Assert.True(File.Exists(Path.Combine(stage.Folder, "machine", "export", "Virtual Machines", stage.Machine.Id + ".vmcx")));
        Assert.Contains("Compare-VM", File.ReadAllText(Path.Combine(stage.Folder, "README.txt")), StringComparison.Ordinal);
        Assert.Equal(WorkloadFault.DestinationTaken, Assert.Throws<WorkloadException>(() => stage.Recover(backup, Stage.Ask(RecoveryDestination.Folder, folder: stage.Folder))).Fault);
        stage.Recover(backup, Stage.Ask(RecoveryDestination.Folder, folder: stage.Folder, overwrite: true));
    }

    [Fact]
    public void Plan_Point_SaysWhatWillBeDoneAndLost()
    {
        using var stage = new Stage();
        (stage.Machine.HasPassThrough, stage.Machine.HasTpm, stage.Machine.State) = (true, true, 3);
        var backup = stage.Backup();

        var plan = stage.Workload.Plan(Stage.Ask(RecoveryDestination.Original, overwrite: true), Stage.Points(backup.Document), null);

        Assert.Equal(["machine", "disks/SCSI 0-0", "disks/SCSI 0-1"], Assert.Single(plan.Parts).Paths);
        Assert.Contains(plan.Steps, step => step.Contains("turn it off", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, warning => warning.Contains("passed through", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, warning => warning.Contains("guardians", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, warning => warning.Contains("power cut", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, warning => warning.Contains("is lost", StringComparison.Ordinal));
    }

    private static void Small(Stage stage)
    {
        stage.Machine.Disks.Clear();
        stage.Machine.Disks.Add(new FakeDisk { Bus = "SCSI", File = @"C:\VMs\web\system.vhdx", Live = Stage.Content(1, 2 << 20) });
    }
}
