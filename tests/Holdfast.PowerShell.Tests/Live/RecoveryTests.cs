using System.Management.Automation;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class RecoveryTests(LiveServer server)
{
    private const string CopyOption = "New-DPMRecoveryOption -FileSystem -TargetServer localhost -RecoveryLocation CopyToFolder -TargetLocation $target -OverwriteType CopyOnExist -RecoveryType Restore";

    [Fact]
    public async Task Browse_ChildAndParent_LeadDownAndUp()
    {
        using var folder = await ProtectedSource.Make(server, "Browse");
        using var shell = new RealEngine();
        shell.Succeed($"$point = Get-DPMRecoveryPoint -Datasource '{folder.Name}'");
        Assert.Equal(["letters", "report.txt"], shell.Succeed("Get-DPMRecoverableItem -RecoverableItem $point -BrowseType Child | ForEach-Object Name").Select(name => name.ToString()));
        var letter = Assert.Single(shell.Succeed("$letter = Get-DPMRecoverableItem $point Child | Where-Object IsContainer | Get-DPMRecoverableItem -BrowseType Child; $letter"));
        Assert.Equal(("letters/anna.txt", 9L), (letter.Properties["Path"].Value, letter.Properties["Size"].Value));
        Assert.Equal("letters", shell.Succeed("(Get-DPMRecoverableItem $letter Parent).Path").Single().ToString());
        Assert.Equal("recoveryPoint", shell.Succeed("(Get-DPMRecoverableItem $letter Parent | Get-DPMRecoverableItem -BrowseType Parent).ItemType").Single().ToString());
    }

    [Fact]
    public async Task Search_ByOption_FindsWhereItIsAndNoMore()
    {
        using var folder = await ProtectedSource.Make(server, "Search");
        using var shell = new RealEngine();
        var search = "New-DPMSearchOption -FromRecoveryPoint (Get-Date).AddDays(-1) -ToRecoveryPoint (Get-Date).AddDays(1) -SearchDetail FilesFolders -SearchType EndsWith -SearchString .TXT";
        Assert.Equal("report.txt", shell.Succeed($"(Get-DPMRecoverableItem -Datasource '{folder.Name}' -SearchOption ({search})).Path").Single().ToString());
        Assert.Equal(2, shell.Succeed($"Get-DPMRecoverableItem -Datasource '{folder.Name}' -SearchOption ({search} -Recursive)").Count);
        Assert.Equal("letters/anna.txt", shell.Succeed($"(Get-DPMRecoverableItem -Datasource '{folder.Name}' -SearchOption ({search} -Location letters)).Path").Single().ToString());
        Assert.Equal("recoveryPoint", shell.Succeed($"(Get-DPMRecoverableItem -Datasource '{folder.Name}').ItemType").Single().ToString());
        Assert.Contains("FilesFolders", shell.Fail($"{search.Replace("FilesFolders", "MailboxByAlias", StringComparison.Ordinal)}").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_ItemsThroughThePipeline_AreOneJobAndLandInTheFolder()
    {
        using var folder = await ProtectedSource.Make(server, "Restore items");
        using var target = new Target();
        using var shell = new RealEngine();
        shell.Succeed($"$target = '{target.Path}'; $option = {CopyOption}; $items = Get-DPMRecoveryPoint -Datasource '{folder.Name}' | Get-DPMRecoverableItem -BrowseType Child");
        shell.Succeed("$items | Restore-DPMRecoverableItem -RecoveryOption $option -WhatIf");
        Assert.Empty(Directory.GetFileSystemEntries(target.Path));
        Assert.Equal("Succeeded", Assert.Single(shell.Succeed("$items | Restore-DPMRecoverableItem -RecoveryOption $option -Wait")).Properties["Status"].Value);
        Assert.Equal("first", await File.ReadAllTextAsync(System.IO.Path.Combine(target.Path, "report.txt")));
        Assert.Equal("Dear Anna", await File.ReadAllTextAsync(System.IO.Path.Combine(target.Path, "letters", "anna.txt")));
    }

    [Fact]
    public async Task Restore_ToTheOriginalPlace_ReplacesAndTellsByMail()
    {
        using var folder = await ProtectedSource.Make(server, "Restore back");
        await File.WriteAllTextAsync(folder.In("report.txt"), "spoilt");
        using var shell = new RealEngine();
        shell.Succeed($$"""
            $point = Get-DPMRecoveryPoint -Datasource '{{folder.Name}}'
            $option = New-DPMRecoveryOption -FileSystem -RecoveryLocation OriginalServer -OverwriteType Overwrite -RecoveryType Recover -RestoreSecurity -SANRecovery:$false
            $mail = New-DPMRecoveryNotification -NotificationType Email -NotificationIdList 'anna@example.org; ben@example.org'
            $place = Get-DPMRecoveryPointLocation $point
            Restore-DPMRecoverableItem -RecoverableItem $point -RecoveryOption $option -RecoveryPointLocation $place -RecoveryNotification $mail -Wait
            """);
        Assert.Equal("first", await File.ReadAllTextAsync(folder.In("report.txt")));
        Assert.Contains("smtpHost", Assert.Single(shell.Warnings), StringComparison.Ordinal);
        var subscribed = (await server.Client.Notifications.List()).Subscriptions.Where(subscription => subscription.Address.EndsWith("@example.org", StringComparison.Ordinal)).ToList();
        Assert.Equal(["anna@example.org", "ben@example.org"], subscribed.Select(subscription => subscription.Address).Order());
        Assert.All(subscribed, subscription => Assert.Contains("recoveryFailed", subscription.Types));
    }

    [Theory]
    [InlineData("-FileSystem -RecoveryLocation OriginalServer -SANRecovery", "Mount-DPMRecoveryPoint")]
    [InlineData("-FileSystem -RecoveryLocation OriginalServer -DPMLibrary 'robot'", "no tapes")]
    [InlineData("-FileSystem -RecoveryLocation DPMReplicaVolume", "CopyToFolder")]
    [InlineData("-FileSystem -RecoveryLocation CopyToFolder", "-TargetLocation")]
    [InlineData("-Exchange -RecoveryLocation OriginalServer -MailboxDisplayName 'Anna'", "New-MailboxRestoreRequest")]
    [InlineData("-FileSystem -RecoveryLocation PrimaryDPMServer", "CopyToFolder")]
    [InlineData("-SharePoint -RecoveryLocation OriginalServer -TargetSiteUrl 'http://site'", "content database")]
    [InlineData("-SQL -RecoveryLocation OriginalServer -CopyLogFiles", "CopyToFolder")]
    public void NewRecoveryOption_WhatCannotBeKept_SaysWhatToDoInstead(string arguments, string remedy)
    {
        using var shell = new RealEngine();
        var error = shell.Fail($"New-DPMRecoveryOption -TargetServer files01 {arguments}");
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(remedy, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ClientDatasource")]
    [InlineData("-GenericDatasource")]
    [InlineData("-SystemProtectionDatasource")]
    [InlineData("-HyperVDatasource")]
    [InlineData("-SharePoint")]
    [InlineData("-Exchange")]
    public void NewRecoveryOption_EverySet_GivesAnOption(string set)
    {
        using var shell = new RealEngine();
        Assert.Equal("D:\\Back", Assert.Single(shell.Succeed($"New-DPMRecoveryOption -TargetServer files01 -RecoveryLocation CopyToFolder -RecoveryType Recover -AlternateLocation 'D:\\Back' {set}")).Properties["TargetLocation"].Value);
    }

    [Fact]
    public void NewRecoveryOption_Sql_TakesInstanceAndNameAsATable()
    {
        using var shell = new RealEngine();
        var option = Assert.Single(shell.Succeed(
            "New-DPMRecoveryOption -SQL -RecoveryLocation OriginalServerWithDBRename -RecoveryType Recover -AlternateDatabaseDetails @{ InstanceName = 'SQL02\\PROD'; DatabaseName = 'Orders copy' } -LeaveDBInRestoringState -RollForwardRecovery"));
        Assert.Equal(("SQL02\\PROD", "Orders copy", true, true), (
            option.Properties["InstanceName"].Value, option.Properties["DatabaseName"].Value, option.Properties["LeaveDBInRestoringState"].Value, option.Properties["RollForwardRecovery"].Value));
    }

    private sealed class Target : IDisposable
    {
        internal string Path { get; } = Directory.CreateTempSubdirectory("holdfast-target-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
