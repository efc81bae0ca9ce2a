using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Agents;

/// <summary>S3: a token lets one agent in, once, soon, and under its name.</summary>
public sealed class EnrollmentTests
{
    [Fact]
    public async Task Start_WithoutTokenOrAgent_OpensNoPortAndMakesNoAuthority()
    {
        await using var site = await AgentSite.Start();
        Assert.Equal(0, site.Part.Port);
        Assert.False(File.Exists(Path.Combine(site.Data, "secrets", "agents.pem")));
    }

    [Fact]
    public async Task Enroll_WithToken_ConnectsAndIsOk()
    {
        await using var site = await AgentSite.Start();
        var (folder, agent) = await site.Enroll();
        Assert.Equal("enrolled", site.Details("fileserver").State);
        await using var connected = new ConnectedAgent(folder, site.Time);
        var (link, _) = await site.Jobs.NextConnected();
        Assert.Equal(agent.AgentId, link.AgentId);
        Assert.Equal("fileserver", link.ServerName);
        Assert.Same(link, site.Part.Connected.FindByServer("FILESERVER"));
        Assert.Equal("ok", site.Details(agent.AgentId).State);
    }

    [Fact]
    public async Task Token_OnADomainController_IsRefused()
    {
        await using var site = await AgentSite.Start();
        site.IsDomainController = true;
        Assert.Equal(ErrorCode.DomainControllerIsAlone, (await Assert.ThrowsAsync<HoldfastException>(() => site.Token())).Code);
        Assert.Equal(0, site.Part.Port);
        site.IsDomainController = false;
        Assert.NotEmpty((await site.Token()).Token);
    }

    [Fact]
    public async Task Enroll_ThroughAProxyThatAsksForAPassword_IsPassedOnWithIt()
    {
        await using var site = await AgentSite.Start();
        using var proxy = new ConnectProxy("anna", "p:ss w");
        var token = await site.Token();
        var tls = new PlatformTls(site.Time, AgentProxy.Of($"http://anna:p%3Ass%20w@127.0.0.1:{proxy.Port}"));
        var agent = await new AgentEnrollment(site.NewFolder(), tls).Enroll(site.Address, token.Token, "behind", again: false, RunningServer.Deadline());
        Assert.Equal("enrolled", site.Details(agent.AgentId).State);
        Assert.All(proxy.Passed, target => Assert.Equal($"127.0.0.1:{site.Part.Port}", target));
        Assert.NotEmpty(proxy.Passed);
        var wrong = new PlatformTls(site.Time, AgentProxy.Of($"http://anna:wrong@127.0.0.1:{proxy.Port}"));
        var other = await site.Token();
        await Assert.ThrowsAsync<HoldfastException>(() => new AgentEnrollment(site.NewFolder(), wrong).Enroll(site.Address, other.Token, "outside", again: false, RunningServer.Deadline()));
        Assert.True(proxy.Refused > 0);
        Assert.Equal(ErrorCode.ProxyNotUsable, Assert.Throws<HoldfastException>(() => AgentProxy.Of("socks://127.0.0.1:1")).Code);
    }

    [Fact]
    public async Task Enroll_WithManagedTls_ConnectsAndRenews()
    {
        await using var site = await AgentSite.Start();
        var folder = site.NewFolder();
        var tls = new ManagedTls(site.Time);
        var token = await site.Token();
        var first = await new AgentEnrollment(folder, tls).Enroll(site.Address, token.Token, "windows", again: false, RunningServer.Deadline());
        site.Time.Advance(TimeSpan.FromDays(70));
        await using var connected = new ConnectedAgent(folder, site.Time, tls: tls);
        Assert.True((await connected.NextWelcome()).RenewCertificate);
        Assert.NotEqual(first.Identity.Certificate, connected.Channel.Agent.Identity.Certificate);
        var (link, _) = await site.Jobs.NextConnected();
        Assert.Equal("windows", link.ServerName);
    }

    [Fact]
    public async Task Enroll_SecretsOnBothSides_AreReadableByTheirOwnersOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are a thing of Unix.");
            return;
        }
        await using var site = await AgentSite.Start();
        var (folder, _) = await site.Enroll();
        foreach (var file in new[] { Path.Combine(site.Data, "secrets", "agents.pem"), Path.Combine(folder.Path, "agent.pem"), Path.Combine(folder.Path, "agent.json") })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Enroll_RacedFiftyTimes_LetsExactlyOneIn()
    {
        await using var site = await AgentSite.Start();
        var token = await site.Token();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            try
            {
                await site.Enroll(token, site.NewFolder(), $"host{number}");
                return ErrorCode.None;
            }
            catch (HoldfastException failure)
            {
                return failure.Code;
            }
        }));
        Assert.Equal(1, outcomes.Count(outcome => outcome == ErrorCode.None));
        Assert.Equal(49, outcomes.Count(outcome => outcome == ErrorCode.AgentTokenRefused));
        Assert.Single(site.Part.Registry.List().Agents);
        Assert.Equal(50, site.Audit.Rows.Count(row => row.Action == "agent.enroll"));
        Assert.Single(site.Audit.Rows, row => row is { Action: "agent.enroll", Outcome: "ok" });
    }

    [Fact]
    public async Task Enroll_TokenUsedAgain_IsRefusedAndAudited()
    {
        await using var site = await AgentSite.Start();
        var token = await site.Token();
        await site.Enroll(token, site.NewFolder(), "one");
        await Refused(site, token, "two");
        Assert.Contains(site.Audit.Rows, row => row is { Action: "agent.enroll", Outcome: "400600" } && row.Subject.StartsWith("two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Enroll_TokenOfFifteenMinutes_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var token = await site.Token();
        site.Time.Advance(TimeSpan.FromMinutes(15));
        await Refused(site, token, "late");
    }

    [Fact]
    public async Task Enroll_RevokedToken_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var token = await site.Token();
        Assert.Equal("revoked", site.Part.Tokens.Revoke(token.Id).State);
        await Refused(site, token, "late");
    }

    [Fact]
    public async Task Enroll_OtherHostThanTheTokens_IsRefusedAndTheTokenStaysGood()
    {
        await using var site = await AgentSite.Start();
        var token = await site.Token("fileserver");
        await Refused(site, token, "intruder");
        await site.Enroll(token, site.NewFolder(), "FileServer");
        Assert.Equal("used", site.Part.Tokens.List().Tokens.Single().State);
    }

    [Fact]
    public async Task Enroll_NameThatIsTaken_NeedsATokenForThatName()
    {
        await using var site = await AgentSite.Start();
        var (_, first) = await site.Enroll("fileserver");
        var taken = await Assert.ThrowsAsync<HoldfastException>(() => site.Enroll("FILESERVER"));
        Assert.Equal(ErrorCode.AgentNameTaken, taken.Code);
        var (_, second) = await site.Enroll("fileserver", host: "fileserver");
        Assert.Equal(first.AgentId, second.AgentId);
    }

    [Fact]
    public async Task Enroll_NameOfTheServerItself_IsTaken()
    {
        await using var site = await AgentSite.Start();
        var taken = await Assert.ThrowsAsync<HoldfastException>(() => site.Enroll(Environment.MachineName));
        Assert.Equal(ErrorCode.AgentNameTaken, taken.Code);
    }

    [Fact]
    public async Task Enroll_FolderThatIsEnrolled_IsRefusedUnlessAgain()
    {
        await using var site = await AgentSite.Start();
        var (folder, _) = await site.Enroll("fileserver");
        var token = await site.Token("fileserver");
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => site.Enroll(token, folder, "fileserver"));
        Assert.Equal(ErrorCode.AgentAlreadyEnrolled, refused.Code);
        await site.Enroll(token, folder, "fileserver", again: true);
    }

    [Fact]
    public async Task Enroll_WithTokenOfAnotherServer_SendsNothing()
    {
        await using var site = await AgentSite.Start();
        await using var other = await AgentSite.Start();
        var token = await site.Token();
        await other.Token();
        var folder = site.NewFolder();
        var failure = await Assert.ThrowsAsync<HoldfastException>(
            () => new AgentEnrollment(folder, new PlatformTls(site.Time)).Enroll(other.Address, token.Token, "fileserver", again: false, RunningServer.Deadline()));
        Assert.Equal(ErrorCode.AgentServerNotPinned, failure.Code);
        Assert.DoesNotContain(other.Audit.Rows, row => row.Action == "agent.enroll");
        Assert.False(folder.IsEnrolled);
        // The token was not shown to anybody: it is still good where it belongs.
        await site.Enroll(token, folder, "fileserver");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hfe1.")]
    [InlineData("hfe1.AAAA")]
    public async Task Enroll_TextThatIsNoToken_IsRefusedHere(string text)
    {
        await using var site = await AgentSite.Start();
        await site.Token();
        var failure = await Assert.ThrowsAsync<HoldfastException>(
            () => new AgentEnrollment(site.NewFolder(), new PlatformTls(site.Time)).Enroll(site.Address, text, "fileserver", again: false, RunningServer.Deadline()));
        Assert.Equal(ErrorCode.AgentTokenUnreadable, failure.Code);
    }

    [Fact]
    public async Task Catalog_AfterEnrollment_HoldsNoTokenSecret()
    {
        await using var site = await AgentSite.Start();
        var token = await site.Token();
        await site.Enroll(token, site.NewFolder(), "fileserver");
        var secret = System.Text.Encoding.ASCII.GetBytes(token.Token["hfe1.".Length..][..40]);
        foreach (var file in Directory.EnumerateFiles(site.Data, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new MemoryStream();
            await stream.CopyToAsync(content);
            Assert.True(content.ToArray().AsSpan().IndexOf(secret) < 0, file);
        }
        Assert.DoesNotContain(site.Audit.Rows, row => row.ToString().Contains(token.Token, StringComparison.Ordinal));
    }

    private static async Task Refused(AgentSite site, Contracts.Api.Agents.AgentToken token, string name)
    {
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => site.Enroll(token, site.NewFolder(), name));
        Assert.Equal(ErrorCode.AgentTokenRefused, failure.Code);
    }
}
