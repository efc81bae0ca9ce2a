using System.Net;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Hosting;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Server.Tests.Hosting;
using OtpNet;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Setup;

public sealed class SetupHostTests
{
    private static readonly SetupAnswers answers = new(SetupSteps.Summary, Administrator: SetupFolder.Name);

    [Fact]
    public async Task Wizard_FromLinkToServer_AdministratorSignsInWithTotpOnTheSamePort()
    {
        var time = new SteppedClock(new DateTimeOffset(2026, 3, 1, 12, 0, 15, TimeSpan.Zero));
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder, folder.Tools(time));
        using var client = await setup.SignIn();
        Assert.Equal((SetupSteps.Welcome, false), await client.Setup.State() is var first ? (first.Step, first.Installed) : default);
        Assert.All((await client.Setup.Check()).Checks, check => Assert.Equal(SetupCheck.Passed, check.State));
        Assert.NotEmpty((await client.Setup.Candidates()).Candidates);
        Assert.Equal(SetupSteps.Summary, (await client.Setup.Save(answers)).Step);
        var totp = await client.Setup.EnrollTotp();
        Assert.StartsWith("otpauth://totp/Holdfast:anna?secret=", totp.Uri, StringComparison.Ordinal);
        var code = new Totp(Base32Encoding.ToBytes(totp.Secret)).ComputeTotp(time.GetUtcNow().UtcDateTime);
        var begun = await client.Setup.Install(new InstallRequest(SetupFolder.Name, SetupFolder.Password, code));
        Assert.Equal(10, begun.RecoveryCodes!.Distinct().Count());
        var done = await setup.UntilInstalled(client);
        Assert.True(done.Installed, string.Join("; ", done.Phases));
        Assert.Null(done.RecoveryCodes);
        Assert.Equal(SetupSteps.Afterwards, done.Remaining);

        await setup.UntilReady();
        using var stranger = setup.As(null);
        Assert.True((await stranger.Ready()).Ready);
        Assert.Equal(ErrorCode.CodeNeeded, await Refused(stranger.Accounts.SignIn(new SignInRequest(SetupFolder.Name, SetupFolder.Password))));
        // The code of the enrollment is used up, a recovery code is not.
        Assert.Equal(ErrorCode.SignInFailed, await Refused(stranger.Accounts.SignIn(new SignInRequest(SetupFolder.Name, SetupFolder.Password, code))));
        var next = new Totp(Base32Encoding.ToBytes(totp.Secret)).ComputeTotp(time.GetUtcNow().UtcDateTime.AddSeconds(30));
        var signedIn = await stranger.Accounts.SignIn(new SignInRequest(SetupFolder.Name, SetupFolder.Password, next));
        Assert.NotEmpty((await stranger.Accounts.SignIn(new SignInRequest(SetupFolder.Name, SetupFolder.Password, begun.RecoveryCodes![0]))).Token);
        using var administrator = setup.As(signedIn.Token);
        var after = await administrator.Setup.State();
        Assert.Equal((SetupSteps.Passphrase, true), (after.Step, after.Installed)); // the vault that the engine pretends to have lies elsewhere
        Assert.Contains(SetupSteps.Protect, after.Remaining);
        // What signed in at the setup is nobody at the server.
        Assert.Equal(ErrorCode.Unauthorized, await Refused(client.Status()));
    }

    [Fact]
    public async Task Link_IsGoodOnce_AndMakesOthersForWhoeverIsSignedIn()
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var stranger = setup.As(null);
        Assert.Equal(43, setup.Link.Length); // 256 bits
        Assert.Equal(ErrorCode.SetupLinkRefused, await Refused(stranger.Setup.SignIn("wrong")));
        using var client = await setup.SignIn();
        Assert.Equal(ErrorCode.SetupLinkRefused, await Refused(stranger.Setup.SignIn(setup.Link)));
        using var local = setup.As((await File.ReadAllTextAsync(Path.Combine(folder.Data, ServerAddress.TokenFileName))).Trim());
        foreach (var caller in new[] { client, local })
        {
            var link = await caller.Setup.Link();
            Assert.Equal("/signin?link=" + link.Code, link.Path);
            Assert.NotEmpty((await stranger.Setup.SignIn(link.Code)).Token);
        }
        await client.Accounts.SignOut();
        Assert.Equal(ErrorCode.Unauthorized, await Refused(client.Setup.State()));
    }

    [Fact]
    public void Sessions_AfterTheirTime_AreOver()
    {
        var time = new SteppedClock(DateTimeOffset.UnixEpoch);
        var sessions = new SetupSessions(time);
        var (link, late) = (sessions.LaterLink(), sessions.LaterLink());
        var token = sessions.SignIn(link.Code).Token;
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(ErrorCode.SetupLinkRefused, Assert.Throws<HoldfastException>(() => sessions.SignIn(late.Code)).Code);
        Assert.NotNull(sessions.Find(token));
        time.Advance(TimeSpan.FromHours(12));
        Assert.Null(sessions.Find(token));
    }

    [Fact]
    public async Task SecondFactor_ProvedBefore_CountsAtTheInstallationUnlessItIsForgotten()
    {
        var time = new SteppedClock(new DateTimeOffset(2026, 3, 1, 12, 0, 15, TimeSpan.Zero));
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder, folder.Tools(time));
        using var client = await setup.SignIn();
        await client.Setup.Save(answers);
        Assert.Equal(ErrorCode.SecondFactorMissing, await Refused(client.Setup.ProveTotp("123456")));
        var secret = Base32Encoding.ToBytes((await client.Setup.EnrollTotp()).Secret);
        string Code() => new Totp(secret).ComputeTotp(time.GetUtcNow().UtcDateTime);
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(client.Setup.ProveTotp("12345x")));
        Assert.True((await client.Setup.ProveTotp(Code())).Done);
        await client.Setup.ForgetTotp();
        Assert.Equal(ErrorCode.SecondFactorMissing, await Refused(client.Setup.ProveTotp(Code())));
        secret = Base32Encoding.ToBytes((await client.Setup.EnrollTotp()).Secret);
        await client.Setup.ProveTotp(Code());
        // A wizard takes longer than a code is good.
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(10, (await client.Setup.Install(new InstallRequest(SetupFolder.Name, SetupFolder.Password))).RecoveryCodes!.Count);
        await setup.UntilInstalled(client);
        await setup.UntilReady();
        using var stranger = setup.As(null);
        Assert.Equal(ErrorCode.CodeNeeded, await Refused(stranger.Accounts.SignIn(new SignInRequest(SetupFolder.Name, SetupFolder.Password))));
        Assert.NotEmpty((await stranger.Accounts.SignIn(new SignInRequest(SetupFolder.Name, SetupFolder.Password, Code()))).Token);
    }

    [Theory]
    [InlineData("/", "/setup")]
    [InlineData("/protection/new?x=1", "/setup")]
    [InlineData("/setup", "/signin?return=%2Fsetup")]
    [InlineData("/setup/summary", "/signin?return=%2Fsetup%2Fsummary")]
    public async Task Pages_OtherThanTheWizards_LeadToItAndThatToSigningIn(string path, string place)
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = setup.Url };
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith(place, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var stranger = setup.As(null);
        Assert.True((await stranger.Ready()).IsSetup);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/signin")).StatusCode);
    }

    [Fact]
    public async Task EveryRoute_WithoutCredential_IsRefused_AndOnlyListedOnesExist()
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var http = new HttpClient { BaseAddress = setup.Url };
        foreach (var (method, address) in SetupRouteTable.All.Where(rule => rule.Roles != Roles.None).Select(rule => (rule.Method, MappedRoutes.Address(rule))).Concat([("GET", "/api/v1/status"), ("GET", "/api/v1/jobs")]))
        {
            Assert.Equal((HttpStatusCode.Unauthorized, ErrorCode.Unauthorized), await Send(http, method, address, null));
            Assert.Equal((HttpStatusCode.Unauthorized, ErrorCode.Unauthorized), await Send(http, method, address, "wrong"));
        }
        using var client = await setup.SignIn();
        Assert.Equal(ErrorCode.NotFound, await Refused(client.Status()));
        Assert.Throws<InvalidOperationException>(() => SetupRouteTable.Of("GET", "status"));
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/v1/ready") { Headers = { Host = "evil.example" } };
        using var answer = await http.SendAsync(foreign);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short-A1", ErrorCode.None)]
    [InlineData("short-1", ErrorCode.PasswordTooWeak)]
    [InlineData("alllowercas", ErrorCode.PasswordTooWeak)]
    [InlineData("aaaaaaaaaaaaaaaa", ErrorCode.PasswordTooWeak)]
    [InlineData("anna-is-the-best-1", ErrorCode.PasswordTooWeak)]
    public async Task Install_ByPassword_GoesByTheRule(string password, ErrorCode expected)
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var client = await setup.SignIn();
        if (expected == ErrorCode.None)
        {
            await client.Setup.Install(new InstallRequest(SetupFolder.Name, password));
            Assert.True((await setup.UntilInstalled(client)).Installed);
            return;
        }
        Assert.Equal(expected, await Refused(client.Setup.Install(new InstallRequest(SetupFolder.Name, password))));
        Assert.False(InstallPresence.IsInstalled(folder.Data));
    }

    [Fact]
    public async Task Install_WithWrongOrUnaskedCode_IsRefused()
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var client = await setup.SignIn();
        Assert.Equal(ErrorCode.SecondFactorMissing, await Refused(client.Setup.Install(new InstallRequest(SetupFolder.Name, SetupFolder.Password, "123456"))));
        await client.Setup.EnrollTotp();
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(client.Setup.Install(new InstallRequest(SetupFolder.Name, SetupFolder.Password, "12345x"))));
        Assert.False(InstallPresence.IsInstalled(folder.Data));
    }

    [Fact]
    public async Task Install_ThatFails_CanBeRepeatedWithTheSameAnswers()
    {
        var folder = new SetupFolder();
        var isBroken = true;
        await using var setup = await RunningSetup.Start(folder, folder.Tools(opening: () => { if (isBroken) throw new HoldfastException(ErrorCode.DiskRefused, "The folder does not suit."); }));
        using var client = await setup.SignIn();
        await client.Setup.Save(answers);
        await client.Setup.Install(new InstallRequest(SetupFolder.Name, SetupFolder.Password));
        var failed = await setup.UntilInstalled(client);
        Assert.Equal((false, SetupSteps.Summary), (failed.Installed, failed.Step));
        var phase = Assert.Single(failed.Phases, phase => phase.State == "failed");
        Assert.Equal((InstallPhases.Pool, "The folder does not suit."), (phase.Id, phase.Message));
        Assert.NotEmpty(phase.Remedy!);
        isBroken = false;
        await client.Setup.Install(new InstallRequest(SetupFolder.Name, SetupFolder.Password));
        Assert.True((await setup.UntilInstalled(client)).Installed);
    }

    [Fact]
    public async Task Answers_AreResumedAtEachStep_AndHoldNoSecret()
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var client = await setup.SignIn();
        var given = answers with { Catalog = new CatalogChoice(CatalogChoice.Postgres, "db.example", 5432, "holdfast", "backup", "s3cret-of-db") };
        foreach (var step in SetupSteps.Questions)
        {
            var saved = await client.Setup.Save(given with { Step = step });
            Assert.Equal((step, null), (saved.Step, saved.Answers.Catalog!.Password));
            Assert.Equal(given with { Step = step, Catalog = given.Catalog! with { Password = null } }, new SetupFiles(folder.Data).Record!.Answers);
        }
        Assert.DoesNotContain("s3cret", string.Concat(Directory.EnumerateFiles(folder.Data, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("server.lock", StringComparison.Ordinal)).Select(File.ReadAllText)), StringComparison.Ordinal);
        foreach (var wrong in new[] { answers with { Step = "nowhere" }, answers with { PoolFolder = "relative" }, answers with { PlannedCloudBytes = -1 }, answers with { ProxyCredentialsFile = "/x" }, answers with { Catalog = new CatalogChoice("oracle") } })
            Assert.Equal(ErrorCode.SetupAnswersWrong, await Refused(client.Setup.Save(wrong)));
        Assert.Equal(5, (await client.Setup.Scratch(new ScratchQuestion(100))).NeededBytes);
        Assert.True((await client.Setup.TestCatalog(new CatalogChoice())).Ok);
    }

    [Fact]
    public async Task SecondProcess_OnTheSameFolder_IsRefused()
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        Assert.Equal(ErrorCode.AlreadyRunning, await Refused(HoldfastServer.RunWithSetupAsync(new ServerOptions(folder.Data, 0), TextWriter.Null, CancellationToken.None)));
    }

    [Fact]
    public async Task Run_WhereAServerIsInstalled_GoesOnAtOnce()
    {
        using var folder = new SetupFolder();
        await folder.Install(folder.Order());
        using var directory = folder.Claim();
        Assert.Equal(8420, await SetupHost.Run(directory, new ServerOptions(folder.Data), TextWriter.Null, folder.Tools(), CancellationToken.None));
    }

    [Fact]
    public async Task Shutdown_OfTheSetup_EndsWithoutAServer()
    {
        var folder = new SetupFolder();
        await using var setup = await RunningSetup.Start(folder);
        using var client = await setup.SignIn();
        await client.Shutdown();
        Assert.Equal(0, await setup.Ended);
        Assert.False(File.Exists(Path.Combine(folder.Data, ServerAddress.FileName)));
        Assert.Equal(0, setup.Output.Readies);
    }
}
