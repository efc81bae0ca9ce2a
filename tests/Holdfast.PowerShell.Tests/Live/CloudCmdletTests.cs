using System.Management.Automation;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class CloudCmdletTests(LiveServer server)
{
    [Fact]
    public async Task CloudSubscription_OfTheEmbeddedVault_IsConnected()
    {
        using var shell = new RealEngine();
        var subscription = Assert.Single(shell.Succeed("Get-DPMCloudSubscription -DPMServerName localhost"));
        Assert.Equal(((await server.Client.Vault()).Name, "connected"), (subscription.Properties["Name"].Value, subscription.Properties["State"].Value));
        Assert.NotEmpty(shell.Succeed("Get-DPMCloudRegisteredServers | Where-Object Open"));
        shell.Succeed("Get-DPMCloudCertificateListFromLocalStore");
    }

    [Fact]
    public async Task CloudSubscriptionSetting_EditedAndCommitted_IsAtTheServerOnlyThen()
    {
        using var shell = new RealEngine();
        shell.Succeed("""
            $setting = Get-DPMCloudSubscriptionSetting
            Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -WorkDay Monday, Friday -StartWorkHour 7:00:00 -EndWorkHour 20:00:00 -WorkHourBandwidth (10240*1024) -NonWorkHourBandwidth (20480*1024)
            Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -ProxyServer proxy.example -ProxyPort 3128 -ProxyUsername anna -ProxyPassword (ConvertTo-SecureString 'pass of the proxy' -AsPlainText -Force)
            Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -Commit -WhatIf
            """);
        Assert.Equal("0", await Holds("workMbps"));
        shell.Succeed("Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -Commit");
        Assert.Contains("next start", Assert.Single(shell.Warnings), StringComparison.Ordinal);
        Assert.Equal(("10", "20", "7", "20"), (await Holds("workMbps"), await Holds("nonWorkMbps"), await Holds("workStartHour"), await Holds("workEndHour")));
        Assert.Equal("http://proxy.example:3128", await Holds("proxy"));
        Assert.Contains("pass of the proxy", await File.ReadAllTextAsync(server.In("secrets/setting-proxyCredentialsFile.txt")), StringComparison.Ordinal);
        Assert.Equal("http://proxy.example:3128", shell.Succeed("($setting = Get-DPMCloudSubscriptionSetting).Proxy").Single().ToString());

        shell.Succeed("Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -NoProxy -NoThrottle -Commit");
        Assert.Equal("0", await Holds("workMbps"));
        Assert.DoesNotContain("proxy.example", await Holds("proxy"), StringComparison.Ordinal);
    }

    [Fact]
    public void CloudRecoveryService_OfACredentialsFile_NamesTheVaultAndBeginsARegistration()
    {
        var file = server.In("shown.vaultcredentials");
        server.Run("vault", "create", "Shown");
        server.Run("vault", "credentials", "Shown", "--out", file);
        using var shell = new RealEngine();
        Assert.Equal("Shown", shell.Succeed($"($service = Get-DPMCloudRecoveryService -VaultCredentialsFilePath '{file}').Name").Single().ToString());
        shell.Succeed("$service | Start-DPMCloudRegistration -WhatIf");
        Assert.Contains("-VaultCredentialsFilePath", shell.Fail("Get-DPMCloudRecoveryService -Certificate 1").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, shell.Fail("Start-DPMCloudRegistration").CategoryInfo.Category);
    }

    [Fact]
    public async Task SubscriptionSetting_OneThingChanged_LeavesTheDaysOfTheStandard()
    {
        await server.Client.Configuration.Reset("workDays", TestContext.Current.CancellationToken);
        using var shell = new RealEngine();
        var days = (DayOfWeek[])shell.Succeed("($setting = Get-DPMCloudSubscriptionSetting)").Single().Properties["WorkDay"].Value;
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], days);
        try
        {
            shell.Succeed("Set-DPMCloudSubscriptionSetting -SubscriptionSetting $setting -StartWorkHour 6:00:00 -Commit");
            Assert.Equal("6", await Holds("workStartHour"));
            Assert.Contains("Wednesday", await Holds("workDays"), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var key in (string[])["workDays", "workStartHour"]) await server.Client.Configuration.Reset(key, CancellationToken.None);
        }
    }

    private async Task<string> Holds(string key)
    {
        var setting = Assert.Single((await server.Client.Configuration.List()).Settings, setting => setting.Id == key);
        return setting.AfterRestart ?? setting.Value;
    }
}
