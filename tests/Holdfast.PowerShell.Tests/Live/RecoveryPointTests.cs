using System.Management.Automation;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class RecoveryPointTests(LiveServer server)
{
    [Fact]
    public async Task NewGetAndRemove_RecoveryPoint_AsScriptsOfDpmDo()
    {
        using var folder = await ProtectedSource.Make(server, "Points");
        using var shell = new RealEngine();
        shell.Succeed($"New-DPMRecoveryPoint -Datasource '{folder.Name}' -Disk -DiskRecoveryPointOption WithSynchronize -WhatIf");
        Assert.Single(await folder.Points());

        shell.Succeed($"$job = New-DPMRecoveryPoint -Datasource '{folder.Name}' -Disk -DiskRecoveryPointOption WithSynchronize; while (-not $job.HasCompleted) {{ Start-Sleep -Milliseconds 50 }}");
        Assert.Equal("Succeeded", shell.Succeed("$job.Status").Single().ToString());
        Assert.Equal(2, (await folder.Points()).Count);

        shell.Succeed($"New-DPMRecoveryPoint -Datasource '{folder.Name}' -Disk -DiskRecoveryPointOption OnlySynchronize -Wait; New-DPMRecoveryPoint -Datasource '{folder.Name}' -BackupType Incremental -Wait");
        Assert.Equal(2, (await folder.Points()).Count);

        var points = shell.Succeed($"Get-DPMRecoveryPoint -Datasource '{folder.Name}' | Sort-Object BackupTime");
        Assert.Equal(["Disk", "Disk"], points.Select(point => point.Properties["DataLocation"].Value));
        shell.Succeed($"Get-DPMRecoveryPoint -Datasource '{folder.Name}' | Select-Object -First 1 | Remove-DPMRecoveryPoint -WhatIf");
        Assert.Equal(2, (await folder.Points()).Count);
        shell.Succeed($"Get-DPMRecoveryPoint -Datasource '{folder.Name}' | Select-Object -First 1 | Remove-DPMRecoveryPoint -ForceDeletion -Confirm:$false");
        Assert.Equal(points[1].Properties["RecoveryPointId"].Value, Assert.Single(await folder.Points()).Id);
    }

    [Fact]
    public async Task NewRecoveryPoint_Online_LiesInTheVaultAndIsRemovedThereAlone()
    {
        using var folder = await ProtectedSource.Make(server, "Online points");
        using var shell = new RealEngine();
        Assert.Empty(shell.Succeed($"Get-DPMRecoveryPoint -Datasource '{folder.Name}' -Online"));
        shell.Succeed($"New-DPMRecoveryPoint -Datasource '{folder.Name}' -Online -Wait");
        Assert.NotEmpty(shell.Progress);
        var point = Assert.Single(shell.Succeed($"Get-DPMRecoveryPoint -Datasource '{folder.Name}' -Online"));
        Assert.Equal("Disk, Cloud", point.Properties["DataLocation"].Value);
        Assert.Equal(["Disk", "Cloud"], shell.Succeed($"Get-DPMRecoveryPoint -Datasource '{folder.Name}' -Online | Get-DPMRecoveryPointLocation | ForEach-Object Location").Select(place => place.ToString()));
        Assert.Contains("can be looked into", shell.Succeed($"(Get-DPMRecoveryPoint -Datasource '{folder.Name}' -Online | Start-DPMOnlineRecatalog).Detail").Single().ToString(), StringComparison.Ordinal);
        Assert.True((bool)shell.Succeed($"(Start-DPMCreateCatalog -Datasource '{folder.Name}').HasCompleted").Single().BaseObject);
        Assert.Equal("Succeeded", shell.Succeed($"(Get-DPMRecoveryPoint -Datasource '{folder.Name}' -Online | Start-DPMCloudRecatalog).Status").Single().ToString());
    }

    [Theory]
    [InlineData("New-DPMRecoveryPoint -Datasource $source -Tape -ProtectionType LongTerm", "-Disk or -Online")]
    [InlineData("New-DPMRecoveryPoint -Datasource $source -Disk -DiskRecoveryPointOption WithoutSynchronize", "WithSynchronize")]
    [InlineData("New-DPMRecoveryPoint -Datasource $source -WithDataIntegrityCheck", "holdfast verify")]
    [InlineData("Get-DPMRecoveryPoint -Datasource $source -Tape", "-Online")]
    public async Task RecoveryPoint_WhatCannotBeKept_SaysWhatToDoInstead(string script, string remedy)
    {
        using var folder = await ProtectedSource.Make(server, "Refused points");
        using var shell = new RealEngine();
        var error = shell.Fail($"$source = '{folder.Name}'; {script}");
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(remedy, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(await folder.Points());
    }

    [Fact]
    public async Task MountAndDismount_FileThatIsADisk_IsGivenOutUntilItIsDismounted()
    {
        using var folder = await ProtectedSource.Make(server, "Mounts");
        await File.WriteAllBytesAsync(folder.In("disk.img"), new byte[1 << 20]);
        await folder.Back();
        using var shell = new RealEngine();
        shell.Succeed($"$point = Get-DPMRecoveryPoint -Datasource '{folder.Name}' | Select-Object -Last 1; Mount-DPMRecoveryPoint -RecoveryPoint $point -Disk disk.img -WhatIf");
        Assert.Empty((await server.Client.Exports.List()).Exports);
        var mounted = Assert.Single(shell.Succeed("Mount-DPMRecoveryPoint -RecoveryPoint $point -Disk disk.img"));
        Assert.StartsWith("nbd+unix://", (string)mounted.Properties["Uri"].Value, StringComparison.Ordinal);
        Assert.Equal(1L << 20, mounted.Properties["Size"].Value);
        shell.Succeed("Dismount-DPMRecoveryPoint -RecoveryPoint $point");
        Assert.Empty((await server.Client.Exports.List()).Exports);
        shell.Succeed("Dismount-DPMRecoveryPoint -RecoveryPoint $point");
        Assert.Contains("No disk", Assert.Single(shell.Warnings), StringComparison.Ordinal);

        var error = shell.Fail("Mount-DPMRecoveryPoint -RecoveryPoint $point");
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
