using System.Net;
using System.Net.Http.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using OtpNet;
using static Holdfast.VaultService.Tests.Hosting.ServedVault;

namespace Holdfast.VaultService.Tests.Hosting;

/// <summary>Administrators of the vault service: none at first, and guessing does not pay.</summary>
public sealed class SignInTests
{
    private const string Name = "anna", Password = "correct horse battery";

    [Fact]
    public async Task SignIn_NobodyWasMade_IsRefused()
    {
        await using var served = await ServedVault.Start();
        Assert.Empty(served.Owner.Administrators.All);
        Assert.Equal(ErrorCode.SignInFailed, await Code(SignIn(served)));
    }

    [Fact]
    public async Task SignIn_ThenOut_OpensAndClosesTheOwnersRoutes()
    {
        await using var served = await ServedVault.Start();
        served.Owner.Administrators.Create(Name, Password);
        var session = await Begin(served);
        var client = served.Client(session.Token);
        using (var answer = await client.PostAsJsonAsync("vaults/Main/state", new StateChange("expired"), OwnerJson.Default.StateChange)) Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal((Name, "set state", "expired"), served.Owner.Audit(Main, 1).Select(act => (act.Actor, act.Operation, act.Detail)).Single());
        Assert.True((await client.DeleteAsync("session")).IsSuccessStatusCode);
        Assert.Equal(ErrorCode.Unauthorized, await Code(client.GetAsync("vaults")));
    }

    [Fact]
    public async Task Session_AfterTwelveHoursOrANewPassword_IsOver()
    {
        await using var served = await ServedVault.Start();
        served.Owner.Administrators.Create(Name, Password);
        var first = await Begin(served);
        served.Owner.Administrators.SetPassword(Name, "another long password");
        Assert.Equal(ErrorCode.Unauthorized, await Code(served.Client(first.Token).GetAsync("vaults")));
        served.Owner.Administrators.SetPassword(Name, Password);
        var second = await Begin(served);
        Assert.True((await served.Client(second.Token).GetAsync("session")).IsSuccessStatusCode);
        served.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(ErrorCode.Unauthorized, await Code(served.Client(second.Token).GetAsync("vaults")));
    }

    [Fact]
    public async Task SignIn_GuessedOften_HasToWaitLongerAndLonger()
    {
        await using var served = await ServedVault.Start();
        served.Owner.Administrators.Create(Name, Password);
        for (var i = 0; i < 5; i++) Assert.Equal(ErrorCode.SignInFailed, await Code(SignIn(served, password: "wrong")));
        using (var delayed = await SignIn(served))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, delayed.StatusCode);
            Assert.Equal(1, delayed.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }
        served.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.SignInFailed, await Code(SignIn(served, password: "wrong")));
        served.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.SignInDelayed, await Code(SignIn(served)));
        served.Clock.Advance(TimeSpan.FromSeconds(1));
        await Begin(served);
    }

    [Fact]
    public async Task SignIn_WithASecondFactor_TakesEachCodeOnce()
    {
        await using var served = await ServedVault.Start();
        var desk = served.Owner.Administrators;
        desk.Create(Name, Password);
        var totp = new Totp(Base32Encoding.ToBytes(desk.BeginSecondFactor(Name).Secret));
        string Now() => totp.ComputeTotp(served.Clock.GetUtcNow().UtcDateTime);
        (await SignIn(served)).Dispose(); // not confirmed yet: the password is enough
        desk.ConfirmSecondFactor(Name, Now());
        Assert.Equal(ErrorCode.CodeNeeded, await Code(SignIn(served)));
        Assert.Equal(ErrorCode.SignInFailed, await Code(SignIn(served, code: Now()))); // used for the confirmation
        served.Clock.Advance(TimeSpan.FromSeconds(30));
        using (var right = await SignIn(served, code: Now())) Assert.True(right.IsSuccessStatusCode);
        Assert.Equal(ErrorCode.SignInFailed, await Code(SignIn(served, code: Now())));
        desk.RemoveSecondFactor(Name);
        await Begin(served);
    }

    [Theory]
    [InlineData("short", ErrorCode.PasswordTooWeak)]
    [InlineData("aaaaaaaaaaaaaaa", ErrorCode.PasswordTooWeak)]
    [InlineData("this is anna now", ErrorCode.PasswordTooWeak)]
    public async Task Create_WeakPassword_IsRefused(string password, ErrorCode code)
    {
        await using var served = await ServedVault.Start();
        Assert.Equal(code, Assert.Throws<HoldfastException>(() => served.Owner.Administrators.Create(Name, password)).Code);
    }

    private static Task<HttpResponseMessage> SignIn(ServedVault served, string password = Password, string? code = null) =>
        served.Client().PostAsJsonAsync("session", new OwnerSignIn(Name, password, code), OwnerJson.Default.OwnerSignIn);

    private static async Task<OwnerSession> Begin(ServedVault served)
    {
        using var response = await SignIn(served);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(OwnerJson.Default.OwnerSession))!;
    }
}
