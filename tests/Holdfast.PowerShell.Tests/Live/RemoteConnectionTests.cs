using Holdfast.Contracts.Api.Accounts;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Automation;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>A server on another computer, over TLS: who it is, and who asks, is proved before anything is said. In both engines.</summary>
public sealed class RemoteConnectionTests(RemoteServer remote) : IClassFixture<RemoteServer>, IDisposable
{
    private readonly RealEngine real = new();
    private readonly OwnEngine own = new();

    public void Dispose()
    {
        var leave = $"Disconnect-DPMServer -DPMServerName {remote.Address} -WarningAction SilentlyContinue; Connect-DPMServer localhost";
        real.Run(leave);
        own.Run(leave);
        real.Dispose();
    }

    [Fact]
    public async Task Connect_RightPinAndPassword_CmdletsAskThatServer()
    {
        foreach (var (name, run) in Engines(RemoteServer.Password))
        {
            Assert.Equal([RemoteServer.Account, remote.Address], run($"$server = {Line(remote.Pin)}; $server.Account; $server.Name"));
            run($"Set-DPMProtectionGroup (New-DPMProtectionGroup -Name 'There by {name}')");
            Assert.Contains((await remote.Client.Groups()).Groups, group => group.Name == $"There by {name}");
            Assert.Contains($"There by {name}", run("Get-DPMProtectionGroup | ForEach-Object Name"));
            // Colons and case are those of whoever shows a certificate.
            var shown = string.Join(':', remote.Pin.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
            Assert.Equal([RemoteServer.Account], run($"({Line($"'{shown}'")}).Account"));
        }
    }

    [Fact]
    public async Task Connect_OtherCertificate_IsRefusedBeforeThePasswordLeaves()
    {
        Use("this is not even the password");
        var before = await SignIns();
        foreach (var (line, said) in ((string, string)[])[(Line(new string('0', 64)), "not the pinned one"), ($"Connect-DPMServer {remote.Address} -Credential $credential", "not trusted by this computer")])
        {
            var error = BothFail(line, "Holdfast400664,CertificateNotPinned", ErrorCategory.SecurityError);
            Assert.Contains(said, error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains(remote.Pin, error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("-CertificateSha256", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
            Assert.DoesNotContain("--", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
        Assert.Equal(before, await SignIns());
        BothFail(Line("0123"), "Holdfast400005,BadRequest", ErrorCategory.InvalidArgument);
    }

    [Fact]
    public async Task Connect_WrongPassword_IsRefusedAndSaysWhatToDo()
    {
        Use("this is not even the password");
        var before = await SignIns();
        var error = BothFail(Line(remote.Pin), "Holdfast400650,SignInFailed", ErrorCategory.AuthenticationError);
        Assert.NotEqual("", error.ErrorDetails!.RecommendedAction);
        Assert.DoesNotContain("this is not even", error.ErrorDetails.Message + error.Exception, StringComparison.Ordinal);
        Assert.Equal(before + 2, await SignIns());
    }

    [Fact]
    public async Task Cmdlet_SessionHasEnded_AsksToConnectAgain()
    {
        Use(RemoteServer.Password);
        real.Succeed(Line(remote.Pin));
        own.Succeed(Line(remote.Pin));
        remote.Client.Confirm((await remote.Client.Accounts.MakePin()).Pin);
        await remote.Client.Accounts.Modify(RemoteServer.Account, new ModifyAccountRequest("administrator"));

        var error = BothFail("Get-DPMProtectionGroup", "Holdfast400002,Unauthorized", ErrorCategory.AuthenticationError);
        Assert.Contains("Connect-DPMServer", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        // Nothing is saved that could sign in without a password.
        Assert.Contains("Nobody is signed in", BothFail($"Connect-DPMServer {remote.Address}", "Holdfast400002,Unauthorized", ErrorCategory.AuthenticationError).Exception.Message, StringComparison.Ordinal);

        real.Succeed($"{Line(remote.Pin)}; Get-DPMProtectionGroup");
        own.Succeed($"{Line(remote.Pin)}; Get-DPMProtectionGroup");
    }

    [Fact]
    public void Connect_ServerConnectedBefore_IsTheOneThatIsMeantAgain()
    {
        foreach (var (_, run) in Engines(RemoteServer.Password))
        {
            run($"{Line(remote.Pin)}; Connect-DPMServer localhost");
            Assert.Equal([Environment.MachineName], run("(New-DPMProtectionGroup -Name x).DPMServerName"));
            Assert.Equal([RemoteServer.Account, remote.Address], run($"(Connect-DPMServer {remote.Address}).Account; (New-DPMProtectionGroup -Name x).DPMServerName"));
        }
    }

    private string Line(string pin) => $"Connect-DPMServer -DPMServerName {remote.Address} -Credential $credential -CertificateSha256 {pin}";

    private void Use(string password)
    {
        real.Succeed($"$credential = [pscredential]::new('{RemoteServer.Account}', (ConvertTo-SecureString '{password}' -AsPlainText -Force))");
        own.Session.Keep("credential", new PSCredential(RemoteServer.Account, new System.Net.NetworkCredential("", password).SecurePassword));
    }

    private IEnumerable<(string Name, Func<string, List<string?>> Run)> Engines(string password)
    {
        Use(password);
        yield return ("PowerShell", line => [.. real.Succeed(line).Select(value => value.ToString())]);
        yield return ("the program", line => [.. own.Succeed(line).Select(value => value?.ToString())]);
    }

    /// <summary>Fails in the same way in both engines; the error of the program's own.</summary>
    private ErrorRecord BothFail(string line, string id, ErrorCategory category)
    {
        var (theirs, ours) = (real.Fail(line), own.Fail(line));
        Assert.StartsWith(id, theirs.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(id, ours.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((category.ToString(), category), (theirs.CategoryInfo.Category.ToString(), ours.Category));
        Assert.Equal((theirs.Exception.Message, theirs.ErrorDetails.RecommendedAction), (ours.Exception.Message, ours.ErrorDetails!.RecommendedAction));
        return ours;
    }

    private async Task<int> SignIns() => (await remote.Client.Audit.List(text: "POST session")).Entries.Count;
}
