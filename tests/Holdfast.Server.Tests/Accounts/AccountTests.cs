using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Setup;
using Holdfast.Server.Accounts;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Accounts;

public sealed class AccountTests
{
    [Theory]
    [InlineData("Abc12!")]
    [InlineData("Short1!")]
    [InlineData("nokinds8")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("xx-anna-xx-2026")]
    [InlineData("with\ttab and more")]
    public void PasswordRule_Refuses(string password) => Assert.NotNull(PasswordRule.Violation(password, "anna"));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("Sommer-7x")]
    [InlineData("ünïcödé pässwörd")]
    public void PasswordRule_Accepts(string password) => Assert.Null(PasswordRule.Violation(password, "anna"));

    [Theory]
    [InlineData("", "reader", ErrorCode.BadAccount)]
    [InlineData("local", "reader", ErrorCode.BadAccount)]
    [InlineData("a b", "reader", ErrorCode.BadAccount)]
    [InlineData("ldap:anna", "reader", ErrorCode.BadAccount)]
    [InlineData("anna", "root", ErrorCode.BadAccount)]
    [InlineData("anna", "reader, administrator", ErrorCode.BadAccount)]
    public async Task Create_BadNameOrRole_IsRefused(string name, string role, ErrorCode expected)
    {
        await using var server = await RunningServer.Start(settings: Settings);
        Assert.Equal(expected, await Refused(server.Client.Accounts.Create(new CreateAccountRequest(name, role, Password))));
        Assert.Empty((await server.Client.Accounts.List()).Accounts);
    }

    [Fact]
    public async Task Create_WeakPasswordTakenNameOrLimitedAdministrator_IsRefused()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        Assert.Equal(ErrorCode.PasswordTooWeak, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("anna", "reader", "password"))));
        Assert.Equal(ErrorCode.BadAccount, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("anna", "administrator", Password, ["S1"]))));
        Assert.Equal(ErrorCode.NotFound, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("anna", "reader", Password, null, ["No such group"]))));
        await server.Client.Accounts.Create(new CreateAccountRequest("anna", "recovery-operator", Password));
        Assert.Equal(ErrorCode.AccountNameTaken, await Refused(server.Client.Accounts.Create(new CreateAccountRequest("ANNA", "reader", Password))));
    }

    [Fact]
    public async Task ChangePassword_OfOneself_TakesTheCurrentOne_AndNobodyElsesIsReached()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using var anna = await server.Account("anna", "operator");
        using var bert = await server.Account("bert", "reader");
        Assert.Equal(ErrorCode.SignInFailed, await Refused(anna.Accounts.ChangePassword("anna", new ChangePasswordRequest("another long password", "wrong"))));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(anna.Accounts.ChangePassword("anna", new ChangePasswordRequest("another long password"))));
        Assert.Equal(ErrorCode.NotFound, await Refused(anna.Accounts.ChangePassword("bert", new ChangePasswordRequest("another long password", Password))));
        Assert.Equal(ErrorCode.NotFound, await Refused(anna.Accounts.EnrollTotp("bert", new EnrollTotpRequest(Password))));
        await bert.Status();
    }

    [Fact]
    public void RoleNames_AllForms_MeanTheSame()
    {
        Assert.Equal(4, RoleNames.All.Select(RoleNames.Parse).Distinct().Count());
        Assert.All(RoleNames.All, name => Assert.Equal(name, RoleNames.Of(RoleNames.Parse(name))));
        Assert.Equal(Roles.RecoveryOperator, RoleNames.Parse("Recovery operator"));
        Assert.Equal(Roles.None, RoleNames.Parse("Any"));
    }
}
