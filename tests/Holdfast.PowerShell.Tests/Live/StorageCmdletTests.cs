using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class StorageCmdletTests(LiveServer server)
{
    [Fact]
    public async Task AddAndRemove_Folder_IsADiskOfThePoolAndIsNoneAgain()
    {
        using var shell = new RealEngine();
        var folder = Directory.CreateTempSubdirectory("holdfast-disk-").FullName;
        var disk = Path.Combine(folder, "second");
        try
        {
            shell.Succeed($"Add-DPMDiskStorage -Volume '{folder}' -Subdirectory second -FriendlyName Second -WhatIf");
            Assert.DoesNotContain((await server.Client.Disks(TestContext.Current.CancellationToken)).Disks, one => one.Path == disk);
            Assert.Equal(disk, Assert.Single(shell.Succeed($"Add-DPMDiskStorage -Volume '{folder}' -Subdirectory second -FriendlyName Second -DatasourceType SQL")).ToString());
            Assert.Contains("-DatasourceType", Assert.Single(shell.Warnings), StringComparison.Ordinal);
            Assert.Contains(disk, shell.Succeed("Get-DPMDisk -DPMServerName localhost | ForEach-Object Name").Select(name => name.ToString()));
            Assert.Contains(disk, shell.Succeed("Get-DPMDiskStorage -Volumes | Where-Object Status -eq ok | ForEach-Object FriendlyName").Select(name => name.ToString()));
            Assert.Contains(disk, shell.Succeed("Start-DPMDiskRescan | ForEach-Object Name").Select(name => name.ToString()));
            shell.Succeed($"Remove-DPMDiskStorage '{disk}' -WhatIf");
            Assert.Contains((await server.Client.Disks(TestContext.Current.CancellationToken)).Disks, one => one.Path == disk);
            Assert.Equal("Succeeded", Assert.Single(shell.Succeed($"Get-DPMDiskStorage | Where-Object Name -eq '{disk}' | Remove-DPMDiskStorage -Confirm:$false -Wait")).Properties["Status"].Value);
            Assert.DoesNotContain((await server.Client.Disks(TestContext.Current.CancellationToken)).Disks, one => one.Path == disk);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void GetVolume_All_SaysWhichCouldBeUsed()
    {
        using var shell = new RealEngine();
        var volumes = shell.Succeed("Get-DPMVolume");
        Assert.NotEmpty(volumes);
        Assert.All(volumes, volume => Assert.Contains(volume.Properties["Verdict"].Value, new object[] { "usable", "warning", "refused" }));
        Assert.All(shell.Succeed("Get-DPMVolume -AlreadyInUseByDPM"), volume => Assert.Equal(true, volume.Properties["InUseByDpm"].Value));
    }

    [Fact]
    public void Allocation_Script_GoesOnAndIsToldWhatHasNoEffect()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        shell.Succeed($"$ds = Get-DPMDatasourceDiskAllocation -Datasource '{files.Path}' | Set-DPMDatasourceDefaultDiskAllocation -CalculateSize; Set-DPMDatasourceDiskAllocation -Datasource $ds -ProtectionGroup $null");
        Assert.Empty(shell.Warnings);
        shell.Succeed("Set-DPMDatasourceDiskAllocation -Datasource $ds -Manual -ReplicaArea 100GB -ShadowCopyArea 20GB -AutoGrow $true");
        Assert.StartsWith("-Manual, -AutoGrow, -ReplicaArea, -ShadowCopyArea without effect", Assert.Single(shell.Warnings), StringComparison.Ordinal);
        shell.Succeed("Edit-DPMDiskAllocation -Datasource $ds -ReplicaSize 100GB");
        Assert.StartsWith("-ReplicaSize", Assert.Single(shell.Warnings), StringComparison.Ordinal);
    }
}
