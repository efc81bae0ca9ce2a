using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

public sealed class OtherServerTests(LiveServer server)
{
    private const string Secret = "(ConvertTo-SecureString 'a passphrase of good length' -AsPlainText -Force)";

    [Fact]
    public async Task Scripts8And9_AnotherServer_RegistersAndIsRecoveredFromHere()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-script-").FullName;
        var target = Directory.CreateTempSubdirectory("holdfast-script-").FullName;
        await using var other = new Installation();
        await other.InitializeAsync();
        var credentials = other.In("offsite.vaultcredentials");
        other.Run("vault", "create", "Offsite");
        other.Run("vault", "credentials", "Offsite", "--out", credentials);
        using var shell = new RealEngine();
        using (new Elsewhere(shell, server, other))
        {
            var subscription = SampleScripts.Run(shell, 8, $"-CredentialsFile '{credentials}' -Passphrase {Secret}").Last();
            Assert.Equal(("Offsite", "connected"), (subscription.Properties["Name"].Value, subscription.Properties["State"].Value));
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "kept.txt"), "kept");
        var job = Assert.Single((await other.Client.Protect(new ProtectRequest([folder], "Sent", Online: true))).Jobs);
        Assert.Equal(JobStates.Succeeded, (await other.Client.WaitForJob(job.Id, null, TimeSpan.FromSeconds(1))).State);
        var lost = (await other.Client.Vault()).ServerName;
        other.Run("vault", "credentials", "Offsite", "--out", credentials);
        other.Stop();
        var arguments = $"-CredentialsFile '{credentials}' -LostServer '{lost}' -Datasource '{Path.GetFileName(folder)}' -Target '{target}'";
        Assert.Contains("passphrase", shell.Fail($$"""
            $server = Get-DPMCloudRegisteredServers -VaultCredentialsFilePath '{{credentials}}' | Where-Object Name -eq '{{lost}}'
            Get-DPMCloudDatasource $server -EncryptionPassphrase 'not the passphrase at all'
            """).ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Succeeded", SampleScripts.Run(shell, 9, $"{arguments} -Passphrase {Secret}").Last().Properties["Status"].Value);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(target, "kept.txt")));
        Directory.Delete(folder, recursive: true);
        Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task Connect_WithAnAccount_TalksToThatServerUntilItIsDisconnected()
    {
        await using var other = new Installation();
        await other.InitializeAsync();
        await other.Client.Accounts.Create(new CreateAccountRequest("otto", "administrator", "correct horse battery"));
        using var shell = new RealEngine();
        try
        {
            shell.Succeed($"$credential = [pscredential]::new('otto', (ConvertTo-SecureString 'correct horse battery' -AsPlainText -Force))");
            Assert.Equal("otto", shell.Succeed($"(Connect-DPMServer -DPMServerName {other.Url} -Credential $credential).Account").Single().ToString());
            shell.Succeed("Set-DPMProtectionGroup (New-DPMProtectionGroup -Name 'There')");
            Assert.Single((await other.Client.Groups()).Groups);
            Assert.Equal(other.Url.TrimEnd('/'), shell.Succeed("(Get-DPMProtectionGroup).DPMServerName").Single().ToString()!.TrimEnd('/'));
        }
        finally
        {
            shell.Run($"Disconnect-DPMServer -DPMServerName {other.Url}; Connect-DPMServer localhost");
        }
        Assert.DoesNotContain(shell.Succeed("Get-DPMProtectionGroup | ForEach-Object Name"), name => name.ToString() == "There");
    }
}
