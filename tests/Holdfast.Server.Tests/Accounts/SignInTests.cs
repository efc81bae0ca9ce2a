using System.Net;
using Dapper;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
using Holdfast.Server.Accounts;
using Microsoft.Data.Sqlite;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task SignIn_RightPassword_OpensASessionOfThatRole()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using var anna = await server.Account("anna", "operator");
        Assert.Equal(("anna", RoleNames.Operator), ((await anna.Accounts.Caller()).Name, (await anna.Accounts.Caller()).Role));
        var row = Assert.Single((await server.Client.Accounts.List()).Accounts);
        Assert.Equal(("anna", RoleNames.Operator, false), (row.Name, row.Role, row.SecondFactor));
        Assert.NotNull(row.LastSignIn);
        Assert.Equal("local", (await server.Client.Accounts.Caller()).Name);
    }

    [Fact]
    public async Task Start_First_HasNoAccount()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        Assert.Empty((await server.Client.Accounts.List()).Accounts);
        foreach (var (name, password) in ((string, string)[])[("admin", "admin"), ("administrator", "password"), ("holdfast", "holdfast"), ("local", server.Token)])
            Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn(name, password)));
    }

    [Fact]
    public async Task SignIn_UnknownNameOrWrongPassword_IsTheSameAnswer()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using var anna = await server.Account("anna", "reader");
        var wrong = await Assert.ThrowsAsync<HoldfastException>(() => server.SignIn("anna", "not her password"));
        var unknown = await Assert.ThrowsAsync<HoldfastException>(() => server.SignIn("nobody", "not her password"));
        Assert.Equal((wrong.Code, wrong.Message, wrong.Remedy), (unknown.Code, unknown.Message, unknown.Remedy));
    }

    [Fact]
    public void SignIn_UnknownName_CostsAsManyRounds()
    {
        // No clock: what is compared is the work of this thread alone, whatever else the computer does.
        const string work = "/proc/thread-self/stat";
        Assert.SkipUnless(File.Exists(work), "This system does not tell the processor time of a thread.");
        using var passwords = new Passwords(Holdfast.Server.Configuration.Settings.Empty);
        var known = new AccountRow { PasswordHash = passwords.Hash(Password) };
        var (knownWork, unknownWork) = (0L, 0L);
        _ = passwords.Check(null, "x"); // makes nobody's hash
        for (var i = 0; i < 3; i++)
        {
            knownWork += Cpu(() => passwords.Check(known, "wrong"));
            unknownWork += Cpu(() => passwords.Check(null, "wrong"));
        }
        Assert.True(unknownWork > knownWork / 2, "An unknown name is answered without the work of a known one.");

        static long Cpu(Action check)
        {
            var before = Ticks();
            check();
            return Ticks() - before;
        }

        // The fourteenth field: ticks in user mode.
        static long Ticks() => long.Parse(File.ReadAllText(work).Split(") ")[^1].Split(' ')[11], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task SignIn_HundredGuesses_AreDelayedAndTheRightPasswordWaitsAsWell()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.Start(time, settings: Settings);
        using var anna = await server.Account("anna", "reader");
        var codes = new List<ErrorCode>();
        for (var i = 0; i < 100; i++) codes.Add(await Refused(server.SignIn("anna", $"guess number {i}")));
        Assert.Equal(SignInBackoff.FreeForAccount, codes.Count(code => code == ErrorCode.SignInFailed));
        Assert.Equal(ErrorCode.SignInDelayed, codes[^1]);
        Assert.Equal(ErrorCode.SignInDelayed, await Refused(server.SignIn("anna")));
        time.Advance(TimeSpan.FromMinutes(16));
        Assert.NotEmpty(await server.SignIn("anna"));
    }

    [Fact]
    public async Task SignIn_Spraying_IsDelayedByAddress_AlsoForNamesThatDoNotExist()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.Start(time, settings: Settings);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < SignInBackoff.FreeForAddress + 3; i++)
        {
            using var answer = await http.PostAsync("/api/v1/session", new StringContent($$"""{"name":"user{{i}}","password":"Winter2026!"}""", null, "application/json"));
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        }
        Assert.Equal(SignInBackoff.FreeForAddress, statuses.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task SignIn_ManyAtOnce_DoNotSlipThroughTogether()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.Start(time, settings: Settings);
        using var anna = await server.Account("anna", "reader");
        var codes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Refused(server.SignIn("anna", $"guess number {i}"))));
        Assert.Equal(SignInBackoff.FreeForAccount, codes.Count(code => code == ErrorCode.SignInFailed));
    }

    [Fact]
    public async Task Session_IdleOrOld_Ends()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.Start(time, settings: """{ "passwordIterations": 100000, "sessionIdleMinutes": 30, "sessionHours": 2 }""");
        using var anna = await server.Account("anna", "reader");
        time.Advance(TimeSpan.FromMinutes(29));
        await anna.Status();
        time.Advance(TimeSpan.FromMinutes(29));
        await anna.Status();
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(ErrorCode.Unauthorized, await Refused(anna.Status()));

        using var busy = server.As(await server.SignIn("anna"));
        for (var minutes = 0; minutes < 120; minutes += 20)
        {
            await busy.Status();
            time.Advance(TimeSpan.FromMinutes(20));
        }
        Assert.Equal(ErrorCode.Unauthorized, await Refused(busy.Status()));
    }

    [Fact]
    public async Task Session_AfterSignOutOrChangeOfTheAccount_IsNotTakenAgain()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using var first = await server.Account("anna", "reader");
        using var second = server.As(await server.SignIn("anna"));
        Assert.True((await first.Accounts.SignOut()).Done);
        Assert.Equal(ErrorCode.Unauthorized, await Refused(first.Status()));
        await second.Status();

        await second.Accounts.ChangePassword("anna", new ChangePasswordRequest("another long password", Password));
        Assert.Equal(ErrorCode.Unauthorized, await Refused(second.Status()));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna")));

        using var third = server.As(await server.SignIn("anna", "another long password"));
        await server.Client.Accounts.Modify("anna", new ModifyAccountRequest("operator"));
        Assert.Equal(ErrorCode.Unauthorized, await Refused(third.Status()));

        using var fourth = server.As(await server.SignIn("anna", "another long password"));
        await server.Confirm();
        await server.Client.Accounts.Delete("anna");
        Assert.Equal(ErrorCode.Unauthorized, await Refused(fourth.Status()));
    }

    [Fact]
    public async Task Catalog_HoldsNoPasswordTokenOrSecret()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using var anna = await server.Account("anna", "reader");
        var token = await server.SignIn("anna");
        var enrollment = await anna.Accounts.EnrollTotp("anna", new EnrollTotpRequest(Password));
        await server.Confirm();
        var pin = (await server.Client.Accounts.MakePin()).Pin;
        await server.Stop();
        SqliteConnection.ClearAllPools();
        var bytes = Directory.GetFiles(Path.Combine(server.Data, "catalog")).Concat(Directory.GetFiles(Path.Combine(server.Data, "logs")))
            .Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))).ToList();
        foreach (var secret in (string[])[Password, token, enrollment.Secret, server.Token, "\"" + pin + "\""])
            Assert.DoesNotContain(bytes, content => content.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_AfterMoreRoundsAreAsked_KeepsAStrongerHash()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using (await server.Account("anna", "reader")) { }
        var before = Hash(server);
        server.Configure("""{ "passwordIterations": 200000 }""");
        await server.Restart();
        Assert.Equal(before, Hash(server));
        await server.SignIn("anna");
        var after = Hash(server);
        Assert.NotEqual(before, after);
        Assert.Equal(200_000, Rounds(after));
        await server.SignIn("anna");
        Assert.Equal(after, Hash(server));

        static string Hash(RunningServer server)
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "catalog", "holdfast.db")};Mode=ReadOnly");
            return connection.ExecuteScalar<string>("SELECT password_hash FROM accounts")!;
        }

        // Identity's third format: a byte for the version, then the function, the rounds, and the salt's length, each in four bytes.
        static int Rounds(string hash) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
    }
}
