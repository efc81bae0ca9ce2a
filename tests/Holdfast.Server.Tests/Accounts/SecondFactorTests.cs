using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using OtpNet;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Accounts;

public sealed class SecondFactorTests
{
    // The middle of a step, so that a test's requests lie within it.
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 15, TimeSpan.Zero));

    [Fact]
    public async Task SignIn_WithSecondFactor_TakesEachCodeOnce()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        var (_, secret) = await Enrolled(server, "anna", RoleNames.Operator);
        Assert.True(Assert.Single((await server.Client.Accounts.List()).Accounts).SecondFactor);
        Assert.Equal(ErrorCode.CodeNeeded, await Refused(server.SignIn("anna")));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", "wrong password", Code(secret))));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: Code(secret)))); // confirmed the enrollment already
        time.Advance(TimeSpan.FromSeconds(30));
        var code = Code(secret);
        Assert.NotEmpty(await server.SignIn("anna", code: code));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: code)));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: code)));
        Assert.NotEmpty(await server.SignIn("anna", code: Code(secret)));
    }

    [Fact]
    public async Task SignIn_ByClockOneStepOff_IsTaken_TwoAreNot()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        var (_, secret) = await Enrolled(server, "anna", RoleNames.Operator);
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: Code(secret, steps: 2))));
        Assert.NotEmpty(await server.SignIn("anna", code: Code(secret, steps: 1)));
        // A step that has been taken ends all before it.
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: Code(secret))));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: Code(secret, steps: -2))));
        Assert.NotEmpty(await server.SignIn("anna", code: Code(secret, steps: -1)));
    }

    [Fact]
    public async Task RecoveryCodes_Each_AreTakenOnce()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        var (recovery, _) = await Enrolled(server, "anna", RoleNames.Operator);
        Assert.Equal(10, recovery.Distinct().Count());
        Assert.NotEmpty(await server.SignIn("anna", code: recovery[3]));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", code: recovery[3])));
        Assert.NotEmpty(await server.SignIn("anna", code: recovery[4].Replace("-", "").ToUpperInvariant()));
        Assert.Equal(8, Assert.Single((await server.Client.Accounts.List()).Accounts).RecoveryCodes);
    }

    [Fact]
    public async Task Enroll_WithoutPassword_IsRefused_AndAWrongFirstCodeChangesNothing()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        using var anna = await server.Account("anna", RoleNames.Operator);
        Assert.Equal(ErrorCode.SignInFailed, await Refused(anna.Accounts.EnrollTotp("anna", new EnrollTotpRequest())));
        Assert.Equal(ErrorCode.SecondFactorMissing, await Refused(anna.Accounts.ConfirmTotp("anna", new ConfirmTotpRequest("123456"))));
        var enrollment = await anna.Accounts.EnrollTotp("anna", new EnrollTotpRequest(Password));
        Assert.Equal($"otpauth://totp/Holdfast:anna?secret={enrollment.Secret}&issuer=Holdfast&algorithm=SHA1&digits=6&period=30", enrollment.Uri);
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(anna.Accounts.ConfirmTotp("anna", new ConfirmTotpRequest(Code(enrollment.Secret, steps: 5)))));
        Assert.NotEmpty(await server.SignIn("anna"));
    }

    [Fact]
    public async Task Remove_TakesAFreshCode()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        var (recovery, secret) = await Enrolled(server, "anna", RoleNames.Operator);
        using var anna = server.As(await server.SignIn("anna", code: recovery[0]));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(anna.Accounts.RemoveTotp("anna")));
        anna.Confirm("000000");
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(anna.Accounts.RemoveTotp("anna")));
        time.Advance(TimeSpan.FromSeconds(30));
        anna.Confirm(Code(secret));
        await anna.Accounts.RemoveTotp("anna");
        Assert.NotEmpty(await server.SignIn("anna"));
    }

    [Fact]
    public async Task Deletion_BeforeAnyAccountOrPin_IsNotAsked_AfterwardsEverybodyIs()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        await server.Client.DeleteRecoveryPoint((await server.Protect()).RecoveryPoint!);
        var point = (await server.Protect()).RecoveryPoint!;
        await server.Client.Accounts.Create(new CreateAccountRequest("anna", RoleNames.Administrator, Password));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.DeleteRecoveryPoint(point)));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.ModifyGroup("Default", new ModifyGroupRequest(RetentionDays: 13))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.ModifyGroup("Default", new ModifyGroupRequest(OnlineRetentionDays: 1))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.Protect(new ProtectRequest([server.Source], RetentionDays: 2))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.StopProtection("Default", new StopProtectionRequest(DeleteData: true))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.RegisterVault(new RegisterVaultRequest([1], "a passphrase that is long"))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.RemoveDisk((await server.Client.Disks()).Disks[0].Id, evenIfDataIsLost: true)));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("eve", RoleNames.Administrator, Password))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.Accounts.ChangePassword("anna", new ChangePasswordRequest("another long password"))));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(server.Client.Accounts.Delete("anna")));

        // What does not weaken anything goes on without.
        await server.Client.ModifyGroup("Default", new ModifyGroupRequest(RetentionDays: 15));
        Assert.NotNull(await server.Client.RecoveryPoint(point));
        await server.Confirm();
        await server.Client.DeleteRecoveryPoint(point);
    }

    [Fact]
    public async Task Pin_WrongUsedOrOld_IsRefused()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        var (first, second) = ((await server.Protect()).RecoveryPoint!, (await server.Protect()).RecoveryPoint!);
        var pin = (await server.Client.Accounts.MakePin()).Pin;
        server.Client.Confirm(pin);
        await server.Client.DeleteRecoveryPoint(first);
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(server.Client.DeleteRecoveryPoint(second)));

        server.Client.Confirm((await server.Client.Accounts.MakePin()).Pin);
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(server.Client.DeleteRecoveryPoint(second)));
        Assert.NotNull(await server.Client.RecoveryPoint(second));
    }

    [Fact]
    public async Task Pin_Guessed_IsVoidAfterFiveAttempts()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        var point = (await server.Protect()).RecoveryPoint!;
        var pin = (await server.Client.Accounts.MakePin()).Pin;
        for (var i = 0; i < 5; i++)
        {
            server.Client.Confirm(pin == "111111" ? "222222" : "111111");
            Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(server.Client.DeleteRecoveryPoint(point)));
        }
        server.Client.Confirm(pin);
        Assert.Equal(ErrorCode.SignInDelayed, await Refused(server.Client.DeleteRecoveryPoint(point)));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ErrorCode.ConfirmationRefused, await Refused(server.Client.DeleteRecoveryPoint(point)));
    }

    [Fact]
    public async Task Pin_ByAnAdministrator_TakesTheOwnAuthenticator()
    {
        await using var server = await RunningServer.Start(time, settings: Settings);
        using var bert = await server.Account("bert", RoleNames.Administrator);
        Assert.Equal(ErrorCode.ConfirmationNeeded, await Refused(bert.Accounts.MakePin()));
        var (recovery, secret) = await Enrolled(server, "anna", RoleNames.Administrator);
        using var anna = server.As(await server.SignIn("anna", code: recovery[0]));
        time.Advance(TimeSpan.FromSeconds(30));
        anna.Confirm(Code(secret));
        bert.Confirm((await anna.Accounts.MakePin()).Pin);
        await bert.DeleteRecoveryPoint((await server.Protect()).RecoveryPoint!);
    }

    private async Task<(IReadOnlyList<string> Recovery, string Secret)> Enrolled(RunningServer server, string name, string role)
    {
        using var account = await server.Account(name, role);
        var enrollment = await account.Accounts.EnrollTotp(name, new EnrollTotpRequest(Password));
        return ((await account.Accounts.ConfirmTotp(name, new ConfirmTotpRequest(Code(enrollment.Secret)))).Codes, enrollment.Secret);
    }

    private string Code(string secret, int steps = 0) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(time.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));
}
